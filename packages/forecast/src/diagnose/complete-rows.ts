import { between } from "../statistics/index.ts";

/** The part of a series that the tests look at. */
export interface CompleteRows {
  /** The first row looked at. */
  readonly first: number;
  /** Rows from the first to the last known reading, at most the latest 50,000; NaN where a reading is missing. */
  readonly values: Float64Array; // [T]
  /** The same without holes: each is bridged by a straight line between its neighbours. */
  readonly complete: Float64Array; // [T]
  /** Known readings among them. */
  readonly known: number;
  /** Readings that were bridged. A large share makes a series look smoother than it is. */
  readonly filled: number;
}

/** As many of the latest rows say what there is to say, and keep a test within seconds. */
const MOST_ROWS = 50_000;

/** What the tests look at; a reading that is not finite counts as missing. No reading at all gives no rows. */
export function completeRows(series: Float64Array): CompleteRows {
  const last = series.findLastIndex(Number.isFinite);
  const start = Math.max(0, last + 1 - MOST_ROWS);
  const found = series.subarray(start, last + 1).findIndex(Number.isFinite);
  const first = found < 0 ? 0 : start + found;
  const values = series.slice(first, last + 1).map((value) => (Number.isFinite(value) ? value : Number.NaN));
  const complete = values.slice();
  let filled = 0;
  let before = 0;
  for (let row = 1; row < values.length; row++) {
    if (Number.isNaN(values[row]!)) continue;
    const gap = row - before;
    for (let k = 1; k < gap; k++) {
      complete[before + k] = between(values[before]!, values[row]!, k / gap);
      filled++;
    }
    before = row;
  }
  return { first, values, complete, known: values.length - filled, filled };
}
