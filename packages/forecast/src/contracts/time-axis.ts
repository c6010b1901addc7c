/** Units of a step between two readings. Months, quarters and years are calendar steps; the others are fixed spans. */
export type StepUnit = "second" | "minute" | "hour" | "day" | "week" | "month" | "quarter" | "year";

/** The distance between two neighbouring readings: `{ unit: "minute", count: 10 }`. */
export interface Step {
  readonly unit: StepUnit;
  readonly count: number;
}

/**
 * When the rows of a table were read.
 * - `calendar`: row i lies `i` steps after `start`, with no hole and no repetition; times are epoch milliseconds, UTC.
 * - `count`: the file has no time; row i is the i-th reading, numbered from `start`.
 */
export type TimeAxis =
  | { readonly kind: "calendar"; readonly start: number; readonly step: Step; readonly length: number; readonly format: TimeFormat }
  | { readonly kind: "count"; readonly start: number; readonly length: number };

/** How the file writes its times, so that forecasts are written alike; a pattern of YYYY MM DD HH mm ss and literals. */
export type TimeFormat = string;
