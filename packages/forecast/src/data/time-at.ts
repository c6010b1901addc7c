import type { Step, TimeAxis } from "../contracts/time-axis.ts";
import { CALENDAR_MONTHS, FIXED_MS, monthTimeOf, msOfMonthTime } from "./calendar.ts";
import { offsetOf, writeTime } from "./time-format.ts";

type CalendarAxis = Extract<TimeAxis, { kind: "calendar" }>;

/**
 * Epoch milliseconds of a row; on a `count` axis its number. Rows before the first and beyond the last are allowed, as
 * forecasts need them. A month without the start's day takes its last day: 31 January, 28 February, 31 March.
 */
export function timeAt(axis: TimeAxis, row: number): number {
  if (axis.kind === "count") return axis.start + row;
  const months = stepMonths(axis.step);
  if (months === 0) return axis.start + row * stepMs(axis.step);
  const start = localMonthTime(axis, axis.start);
  return atMonth(axis, start.month + row * months, start);
}

/** The time of a row as the file writes its times; on a `count` axis the row's number. */
export function formatTime(axis: TimeAxis, row: number): string {
  const time = timeAt(axis, row);
  return axis.kind === "count" ? String(time) : writeTime(axis.format, time);
}

/** The time one step after any time, even one off the axis: where a broken axis should have gone on. */
export function nextTime(axis: CalendarAxis, time: number): number {
  const months = stepMonths(axis.step);
  if (months === 0) return time + stepMs(axis.step);
  return atMonth(axis, localMonthTime(axis, time).month + months, localMonthTime(axis, axis.start));
}

/** Months in a step; 0 for one of fixed length. */
export function stepMonths({ unit, count }: Step): number {
  return unit === "month" || unit === "quarter" || unit === "year" ? CALENDAR_MONTHS[unit] * count : 0;
}

/** Milliseconds in a step of fixed length; NaN for a calendar step. Counts may be fractions: 0.1 seconds. */
export function stepMs({ unit, count }: Step): number {
  if (unit === "month" || unit === "quarter" || unit === "year") return Number.NaN;
  return Math.round(FIXED_MS[unit] * count);
}

/** A step in words: `1 month`, `10 minutes`. */
export function describeStep({ unit, count }: Step): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

// Months begin at local midnight: 2020-01-01T00:00+08:00 is still 2019 in UTC.
function localMonthTime(axis: CalendarAxis, time: number) {
  return monthTimeOf(time + offsetOf(axis.format));
}

function atMonth(axis: CalendarAxis, month: number, anchor: { day: number; clock: number }): number {
  const day = axis.day ?? anchor.day;
  return msOfMonthTime({ month, day, clock: anchor.clock }) - offsetOf(axis.format);
}
