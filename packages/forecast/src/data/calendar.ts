/** Milliseconds of the units that always last the same. */
export const FIXED_MS = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const;

/** Months of the units that follow the calendar. */
export const CALENDAR_MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** Days of a month (1 to 12) of the proleptic Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** A time, UTC, as the month it lies in (counted from year 0), its day of the month and the milliseconds of that day. */
export interface MonthTime {
  readonly month: number;
  readonly day: number;
  readonly clock: number;
}

/** Takes epoch milliseconds apart. */
export function monthTimeOf(ms: number): MonthTime {
  const date = new Date(ms);
  const clock = ms - Math.floor(ms / FIXED_MS.day) * FIXED_MS.day;
  return { month: date.getUTCFullYear() * 12 + date.getUTCMonth(), day: date.getUTCDate(), clock };
}

/** Puts epoch milliseconds together; a day that the month does not have becomes its last. */
export function msOfMonthTime({ month, day, clock }: MonthTime): number {
  const year = Math.floor(month / 12);
  const monthOfYear = month - year * 12;
  return Date.UTC(year, monthOfYear, Math.min(day, daysInMonth(year, monthOfYear + 1))) + clock;
}

/** True on the last day of a month, UTC. */
export function isMonthEnd(ms: number): boolean {
  const date = new Date(ms);
  return date.getUTCDate() === daysInMonth(date.getUTCFullYear(), date.getUTCMonth() + 1);
}

/**
 * Milliseconds since midnight, kept to microseconds; NaN outside 00:00:00 to 24:00:00, which is the midnight at the end of the
 * day (ISO 8601:2004).
 */
export function clockMs(hour: number, minute: number, second: number, fraction: number): number {
  if (hour === 24 && minute === 0 && second === 0 && fraction === 0) return FIXED_MS.day;
  if (!(hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59)) return Number.NaN;
  return ((hour * 60 + minute) * 60 + second) * 1000 + Math.round(fraction * 1e6) / 1000;
}

/** Epoch milliseconds of a date and clock; NaN for a date that does not exist or a year outside 1000 to 9999. */
export function dateMs(year: number, month: number, day: number, clock: number): number {
  if (!(year >= 1000 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)))
    return Number.NaN;
  return Date.UTC(year, month - 1, day) + clock;
}
