import type { Step, TimeAxis } from "../contracts/time-axis.ts";
import { CALENDAR_MONTHS, FIXED_MS, monthTimeOf, msOfMonthTime } from "./calendar.ts";
import { offsetOf, writeTime } from "./time-format.ts";
import { clockOf, timeOfClock } from "./zone.ts";

type CalendarAxis = Extract<TimeAxis, { kind: "calendar" }>;

/**
 * Epoch milliseconds of a row; on a `count` axis its number. Rows before the first and beyond the last are allowed, as
 * forecasts need them. A month without the start's day takes its last day: 31 January, 28 February, 31 March. In a time zone,
 * steps of days and more follow its calendar, shorter ones the time that passes.
 */
export function timeAt(axis: TimeAxis, row: number): number {
  return axis.kind === "count" ? axis.start + row : timeAfter(axis, axis.start, row);
}

/** The axis of `length` rows from a row on. */
export function timeFrom(axis: TimeAxis, row: number, length: number): TimeAxis {
  return { ...axis, start: timeAt(axis, row), length };
}

/** The time of a row as the file writes its times; on a `count` axis the row's number. */
export function formatTime(axis: TimeAxis, row: number): string {
  const time = timeAt(axis, row);
  return axis.kind === "count" ? String(time) : writeTime(axis.format, time, axis.zone);
}

/** The time one step after any time, even one off the axis: where a broken axis should have gone on. */
export function nextTime(axis: CalendarAxis, time: number): number {
  return timeAfter(axis, time, 1);
}

/** The time some steps after any time, even one off the axis. */
export function timeAfter(axis: CalendarAxis, time: number, steps: number): number {
  const months = stepMonths(axis.step);
  if (months > 0) {
    const { month } = monthTimeOf(toLocal(axis, time));
    const { day, clock } = monthTimeOf(toLocal(axis, axis.start));
    return fromLocal(axis, msOfMonthTime({ month: month + steps * months, day: axis.day ?? day, clock }));
  }
  const ms = stepMs(axis.step);
  if (axis.zone === undefined || ms % FIXED_MS.day !== 0) return time + steps * ms;
  // The clock of the start, not of the time: a day on which it was put forward must not move all that follow.
  const local = toLocal(axis, time) + steps * ms;
  const { clock } = monthTimeOf(toLocal(axis, axis.start));
  return fromLocal(axis, Math.floor(local / FIXED_MS.day) * FIXED_MS.day + clock);
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
function toLocal({ format, zone }: CalendarAxis, time: number): number {
  return zone === undefined ? time + offsetOf(format) : clockOf(zone, time);
}

function fromLocal({ format, zone }: CalendarAxis, local: number): number {
  return zone === undefined ? local - offsetOf(format) : timeOfClock(zone, local);
}
