import type { Outcome } from "../contracts/index.ts";
import { readValues } from "../prepare/preparation.ts";

/** Readings of the target column, `[T]`: NaN where there is none, even if cleaning put a value there. */
export function targetValues({ frame, target }: Pick<Outcome, "frame" | "target">): Float64Array {
  const column = frame.columns.find(({ name }) => name === target);
  if (!column) throw new Error(`internal: the outcome's target "${target}" is not a column of its frame`);
  return readValues(column);
}
