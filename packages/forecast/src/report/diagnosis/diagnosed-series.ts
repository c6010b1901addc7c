import type { Frame } from "../../contracts/index.ts";
import { columnOf } from "../../data/index.ts";
import type { Diagnosis } from "../../diagnose/index.ts";

/** A column and what the statistics say of it. */
export interface DiagnosedSeries {
  readonly diagnosis: Diagnosis;
  readonly frame: Frame;
  readonly column: string;
}

/** The readings that were looked at, and the first of their rows. */
export function readingsOf({ diagnosis, frame, column }: DiagnosedSeries): {
  readonly first: number;
  readonly values: Float64Array;
} {
  const { first, count } = diagnosis.rows;
  return { first, values: columnOf(frame, column).values.subarray(first, first + count) };
}
