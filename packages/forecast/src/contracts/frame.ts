import type { TimeAxis } from "./time-axis.ts";

/** One measured quantity: `values[i]` belongs to row i of the axis; NaN where a reading is known to be missing. */
export interface Column {
  readonly name: string;
  readonly values: Float64Array; // [T]
  /**
   * Rows whose value was put there by a cleaning step: 0 read, 1 made of earlier readings, 2 made with the help of later
   * ones. Absent: none was. They serve as inputs, never as targets, and are never scored.
   */
  readonly filled?: Uint8Array; // [T]
}

/**
 * A sound table of one series and its covariates. A `Frame` that exists keeps these promises:
 * - the time axis rises by one known step from row to row, without holes or repetitions;
 * - every column has `time.length` ≥ 1 values, each finite or NaN (missing);
 * - column names are unique and not empty.
 */
export interface Frame {
  /** The series' id (`unique_id` of forecast tables): the file's name without its extension. */
  readonly id: string;
  readonly time: TimeAxis;
  /** The name of the time column, or `ds` where time came in parts or not at all. */
  readonly timeName: string;
  readonly columns: readonly Column[];
}
