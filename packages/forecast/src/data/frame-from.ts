import type { Column, Frame } from "../contracts/frame.ts";
import { Problem } from "../contracts/problem.ts";
import type { Step, StepUnit, TimeAxis, TimeFormat } from "../contracts/time-axis.ts";
import { isMonthEnd, monthTimeOf } from "./calendar.ts";
import { readDigitTime } from "./digit-time.ts";
import { timeColumn } from "./time-column.ts";
import { readTimeText } from "./time-text.ts";

/** A series as plain arrays. */
export interface FrameInput {
  /** By default `series`. */
  readonly id?: string;
  /** Time of the first row: `1949-01`, `2020-02-28`, `2020-02-28 13:00`. Without it rows are numbered from 1. */
  readonly start?: string;
  /** Distance of the rows; needed with `start`. */
  readonly step?: StepUnit | Step;
  /** Values by column name; NaN where a reading is missing. All of one length, at least 2. */
  readonly columns: Readonly<Record<string, Float64Array | readonly number[]>>;
}

/**
 * Makes a frame from arrays, which are copied. Throws `column_missing` for no column, `too_few_rows`, `lengths_differ`,
 * `value_not_finite`, `column_unnamed`, `time_unreadable` and `step_invalid`. A start on the last day of a month shorter than
 * 31 days goes on with last days.
 */
export function frameFrom(input: FrameInput): Frame {
  const columns = Object.entries(input.columns).map(
    ([name, values]): Column => ({ name, values: Float64Array.from(values) }),
  );
  const [first] = columns;
  if (!first) throw bad("column_missing", "no columns", "at least one column of numbers", "Give `columns`.");
  const length = first.values.length;
  if (length < 2) throw bad("too_few_rows", `${length} rows`, "at least 2 rows", "Give more readings.", first.name);
  for (const column of columns) checkColumn(column, first);
  return { id: input.id ?? "series", time: axisFrom(input, length), timeName: "ds", columns };
}

function checkColumn({ name, values }: Column, first: Column): void {
  if (name.trim() === "")
    throw bad("column_unnamed", "an empty name", "a name for each column", "Name the column.", name);
  if (values.length !== first.values.length) {
    const found = `${values.length} values in "${name}", ${first.values.length} in "${first.name}"`;
    throw bad("lengths_differ", found, "as many values in each column", "Use NaN for readings that are missing.", name);
  }
  const row = values.findIndex((value) => value === Infinity || value === -Infinity);
  if (row >= 0) {
    const found = `${values[row]} at index ${row}`;
    throw bad("value_not_finite", found, "finite numbers, or NaN for missing", "Correct the value.", name, row + 1);
  }
}

function axisFrom({ start, step }: FrameInput, length: number): TimeAxis {
  if (start === undefined && step === undefined) return { kind: "count", start: 1, length };
  if (start === undefined || step === undefined) {
    const found = start === undefined ? "`step` without `start`" : "`start` without `step`";
    throw bad("step_invalid", found, "both or neither", 'Give for instance start: "1949-01" and step: "month".');
  }
  const whole: Step = typeof step === "string" ? { unit: step, count: 1 } : step;
  if (!(whole.count > 0) || !Number.isInteger(whole.unit === "second" ? whole.count * 1000 : whole.count)) {
    const needed = "a whole number of units above 0 (seconds may be thousandths)";
    throw bad("step_invalid", `a step of ${whole.count} ${whole.unit}s`, needed, "Use a smaller unit.");
  }
  const reader = timeColumn((text) => readTimeText(text) ?? readDigitTime(text));
  const wrong = reader.read([start.trim()]);
  const [reading] = reader.finish().readings;
  if (wrong !== undefined || reading === undefined) {
    throw bad("time_unreadable", `"${start}"`, "a time such as 1949-01 or 2020-02-28 13:00", "Correct `start`.");
  }
  const calendar = whole.unit === "month" || whole.unit === "quarter" || whole.unit === "year";
  const ms = reading.times[0]!;
  return {
    kind: "calendar",
    start: ms,
    step: whole,
    ...(calendar && reading.format.includes("D") ? aimedDay(ms) : {}),
    length,
    format: fineEnough(reading.format, whole),
  };
}

/** A month's last day means last days; the 29th and 30th are remembered, as February may lack them. */
function aimedDay(start: number): { day?: number } {
  if (isMonthEnd(start)) return { day: 31 };
  const { day } = monthTimeOf(start);
  return day > 28 ? { day } : {};
}

/** Hourly rows that start at `2020-01-01` cannot be written without a clock. */
function fineEnough(format: TimeFormat, { unit, count }: Step): TimeFormat {
  const needs = { year: "YYYY", quarter: "YYYY-MM", month: "YYYY-MM", week: "YYYY-MM-DD", day: "YYYY-MM-DD" } as const;
  const clock = Number.isInteger(count) ? "YYYY-MM-DD HH:mm:ss" : "YYYY-MM-DD HH:mm:ss.SSS";
  const needed = unit === "second" ? clock : unit === "hour" || unit === "minute" ? "YYYY-MM-DD HH:mm" : needs[unit];
  const fields = (text: TimeFormat): number =>
    ["M", "D", "H", "s", "S"].filter((letter) => text.includes(letter)).length;
  return fields(format) >= fields(needed) ? format : needed;
}

function bad(code: string, found: string, needed: string, hint: string, column?: string, row?: number): Problem {
  const place = { ...(column === undefined ? {} : { column }), ...(row === undefined ? {} : { row }) };
  return new Problem("data", code, `This is not a sound table: ${found}.`, { found, needed, hint, ...place });
}
