/** What a calendar can tell of a row, past or ahead. */
export type CalendarFeature = "hour" | "weekday" | "month" | "day_of_year";

/** What is forecast from what, in rows and columns of a table. */
export interface Task {
  readonly target: string;
  /** Columns known up to the origin; the past of the target always belongs to them and is not named. */
  readonly past: readonly string[];
  /** Columns known in advance. */
  readonly future: readonly string[];
  /** What the calendar tells of every row: `hour`, `weekday`, `month`, `day_of_year`. */
  readonly calendar: readonly CalendarFeature[];
  /** Rows that each forecast looks back on, its origin included. */
  readonly lookback: number;
  /** Rows that each forecast looks ahead. */
  readonly horizon: number;
}
