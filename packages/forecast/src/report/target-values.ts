import type { Outcome } from "../contracts/index.ts";

/** Readings of the target column, `[T]`. */
export function targetValues({ frame, target }: Pick<Outcome, "frame" | "target">): Float64Array {
  const column = frame.columns.find(({ name }) => name === target);
  if (!column) throw new Error(`internal: the outcome's target "${target}" is not a column of its frame`);
  return column.values;
}
