/** Names of months as times are written; the first three letters tell them apart. */
export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** 1 to 12 for an English month, whole or cut to three letters (`Sept` as well); NaN for any other word. */
export function monthOfName(word: string): number {
  const wanted = word.toLowerCase();
  const at =
    wanted === "sept"
      ? 8
      : MONTHS.findIndex((month) => month.toLowerCase() === wanted || month.slice(0, 3).toLowerCase() === wanted);
  return at < 0 ? Number.NaN : at + 1;
}

const DAY = 86_400_000;

/** Epoch milliseconds of a day (1 Monday … 7 Sunday) of an ISO 8601 week; NaN for a week that the year does not have. */
export function weekDate(year: number, week: number, weekday: number): number {
  const start = firstMonday(year);
  const time = start + ((week - 1) * 7 + weekday - 1) * DAY;
  return week < 1 || start + (week - 1) * 7 * DAY >= firstMonday(year + 1) ? Number.NaN : time;
}

/**
 * Epoch milliseconds of the Sunday with which a week of the MMWR count begins (CDC, "MMWR Weeks"): the first week is the one with at
 * least four days of the year. NaN for a week that the year does not have.
 */
export function sundayWeekDate(year: number, week: number): number {
  const time = firstSunday(year) + (week - 1) * 7 * DAY;
  return week < 1 || time >= firstSunday(year + 1) ? Number.NaN : time;
}

/** The ISO 8601 week that a time, UTC, lies in. */
export function isoWeekOf(ms: number): { readonly year: number; readonly week: number; readonly weekday: number } {
  const day = Math.floor(ms / DAY);
  // 1 January 1970 was a Thursday, the fourth day of its week.
  const weekday = (((day + 3) % 7) + 7) % 7;
  const thursday = new Date((day - weekday + 3) * DAY);
  const year = thursday.getUTCFullYear();
  return { year, week: Math.floor((thursday.getTime() - firstMonday(year)) / (7 * DAY)) + 1, weekday: weekday + 1 };
}

/** Monday of the week that holds the 4th of January, which is the year's first. */
const firstMonday = (year: number): number => fourthBack(year, 3);

/** The same for weeks from Sunday on. */
const firstSunday = (year: number): number => fourthBack(year, 4);

/** The 4th of January or the last day before it that begins a week; `shift` is the weekday of 1 January 1970 in such weeks. */
function fourthBack(year: number, shift: number): number {
  const fourth = Date.UTC(year, 0, 4) / DAY;
  return (fourth - ((((fourth + shift) % 7) + 7) % 7)) * DAY;
}
