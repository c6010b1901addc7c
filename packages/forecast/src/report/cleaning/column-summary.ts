import type { NumberColumn } from "../../contracts/index.ts";

/** A column in a few numbers; NaN where no reading is known. */
export interface ColumnSummary {
  readonly known: number;
  readonly missing: number;
  /** Values that were put in by a step. */
  readonly filled: number;
  readonly mean: number;
  /** With n, not n − 1. */
  readonly deviation: number;
  readonly least: number;
  readonly most: number;
}

/** Counts, mean and spread of a column's known values, those that were put in included. */
export function summarise({ values, filled }: Pick<NumberColumn, "values" | "filled">): ColumnSummary {
  let [known, sum, least, most] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    known++;
    sum += value;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const mean = sum / known;
  let squares = 0;
  for (const value of values) if (!Number.isNaN(value)) squares += (value - mean) * (value - mean);
  return {
    known,
    missing: values.length - known,
    filled: filled?.reduce((count, mark) => (mark > 0 ? count + 1 : count), 0) ?? 0,
    mean,
    deviation: Math.sqrt(squares / known),
    least: known > 0 ? least : Number.NaN,
    most: known > 0 ? most : Number.NaN,
  };
}
