/** What a calendar can tell of a row, past or ahead. */
export type CalendarFeature = "hour" | "weekday" | "month" | "day_of_year";

/** The public holidays of a place, as plain data: a model file holds them, and no list of a later year changes its answers. */
export interface Holidays {
  /** Country, or country, state and region: `CN`, `DE-BY`. */
  readonly place: string;
  /** The first and the last day that the list is about. Days are counted from 1970-01-01, on the clock on the wall. */
  readonly from: number;
  readonly to: number;
  /** Ascending. */
  readonly days: readonly number[];
}

/** What is forecast from what, in rows and columns of a table. */
export interface Task {
  readonly target: string;
  /** Columns known up to the origin; the past of the target always belongs to them and is not named. */
  readonly past: readonly string[];
  /** Columns known in advance. */
  readonly future: readonly string[];
  /** What the calendar tells of every row: `hour`, `weekday`, `month`, `day_of_year`. */
  readonly calendar: readonly CalendarFeature[];
  /** Public holidays, known of every row as the calendar is. */
  readonly holidays?: Holidays | undefined;
  /** Rows that each forecast looks back on, its origin included. */
  readonly lookback: number;
  /** Rows that each forecast looks ahead. */
  readonly horizon: number;
}
