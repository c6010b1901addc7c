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
 *   `day` is the day of the month that steps of months, quarters or years aim at (31: always the last one); without it, the
 *   day of `start`.
 * - `count`: the file has no time; row i is the i-th reading, numbered from `start`.
 */
export type TimeAxis =
  | {
      readonly kind: "calendar";
      readonly start: number;
      readonly step: Step;
      readonly day?: number;
      readonly length: number;
      readonly format: TimeFormat;
      /** IANA name of the zone whose clock the file writes; steps of days and more follow its calendar. Absent: see `format`. */
      readonly zone?: string;
    }
  | { readonly kind: "count"; readonly start: number; readonly length: number };

/**
 * How the file writes its times, so that forecasts are written alike: YYYY or YY, MMMM (March), MMM (Mar), MM or M, DD or D, Q
 * (quarter), GGGG, WW and E (year, week and weekday of ISO 8601), HH or H, hh or h with A (AM), mm, ss, S (fractions of a second),
 * X and x (seconds and milliseconds since 1970) and literals, in brackets where they hold one of these letters. A closing `Z` or
 * `+08:00` is the offset of the written time from UTC.
 */
export type TimeFormat = string;
