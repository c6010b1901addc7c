import type { Frame } from "../../contracts/index.ts";

/**
 * One row of readings by column: a number for the target and each past column, null or NaN where nothing was read; for each
 * column known in advance an array `[h + 1]`, its value in this row and in the h rows behind it.
 */
export type SessionRow = Readonly<Record<string, number | null | ArrayLike<number | null>>>;

export interface SessionRequest {
  /** The rows so far; the session goes on behind its last reading of the target. The model's own last rows where absent. */
  readonly frame?: Frame;
}

/**
 * A series that a model follows row by row. Each forecast holds the same bits that `forecast` would give for all rows so far, at
 * a cost that does not depend on how many they are. Sessions of one model share its plan; close them and the model when done.
 */
export interface ForecastSession {
  /** When the next row is due: epoch milliseconds, or the row's number where the series has no time. */
  readonly nextTime: number;
  /** When the target was last read: forecasts are of the rows behind it. NaN where it never was. */
  readonly lastRead: number;
  /**
   * Takes the next row and forecasts the h rows behind the last reading of the target, in its own unit: a fresh array `[h]`.
   * All NaN where `forecast` would refuse: the last rows do not suffice yet, or hold missing values that the preparation does not
   * fill, or what is known in advance is missing. A row without a reading of the target leaves the last forecast as it is.
   * @param time checked against `nextTime` where given; a row that was never read is pushed as null in every column.
   * @throws Problem `column_unknown`, `column_missing`, `not_a_number`, `values_too_large`, `future_missing`, `time_differs`,
   *   `holidays_end` (data), `session_closed` (usage); the session is then as it was before.
   */
  push(row: SessionRow, time?: number): Float64Array;
  /** The forecast as the last row left it, `[h]`: what `push` returned, or where the session started from. */
  latest(): Float64Array;
  /** All that the session depends on beside its model, as a file of a few kilobytes; `model.restoreSession` goes on from it. */
  save(): Promise<Uint8Array>;
  /** Gives back what the session takes of the engine. */
  close(): void;
}
