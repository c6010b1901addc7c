import { clockMs, dateMs, daysInMonth, FIXED_MS } from "./calendar.ts";
import { floatList, type NumberList } from "./number-list.ts";
import type { TimeReader } from "./time-column.ts";
import { monthOfName, sundayWeekDate, weekDate } from "./time-words.ts";

/** What one column of a time in parts holds; a `short_year` has two digits, a `clock` is a time of day as one number, `1330`, or `13:30`. */
export type TimePart =
  | "year"
  | "short_year"
  | "month"
  | "quarter"
  | "week"
  | "day_of_year"
  | "day"
  | "hour"
  | "minute"
  | "second"
  | "clock";

const CLOCK_PARTS: readonly TimePart[] = ["hour", "minute", "second", "clock"];

/** Formats of forecasts by the last part of the date. */
const FORMATS: Partial<Record<TimePart, string>> = {
  year: "YYYY",
  short_year: "YYYY",
  month: "YYYY-MM",
  quarter: "YYYY[Q]Q",
  week: "GGGG-[W]WW",
  day_of_year: "YYYY-MM-DD",
  day: "YYYY-MM-DD",
};

/** One way to count: milliseconds of a date by its year and the parts beside it, NaN for one that does not exist. */
type DateOf = (year: number, second: number, third: number) => number;

interface Counting {
  readonly dateOf: DateOf;
  readonly format: string;
  readonly times: NumberList;
  alive: boolean;
}

/**
 * Reads times spread over columns: the year, what is beside it of the date, then the clock. Weeks are those of ISO 8601, or, where
 * a week 53 says so, those from Sunday on that epidemiologists count (MMWR).
 */
export function timeParts(parts: readonly TimePart[]): TimeReader {
  const dates = parts.filter((part) => !CLOCK_PARTS.includes(part));
  const clocks = parts.slice(dates.length);
  const last = dates.at(-1)!;
  const clockFormat = clocks.length === 0 ? "" : clocks.includes("second") ? " HH:mm:ss" : " HH:mm";
  const counting = (dateOf: DateOf, format: string): Counting => {
    return { dateOf, format: `${format}${clockFormat}`, times: floatList(), alive: true };
  };
  const countings = [counting(DATES[last] ?? wholeDate, FORMATS[last]!)];
  if (last === "week") countings.push(counting(sundayWeekDate, "YYYY-MM-DD"));
  const yearOf = parts[0] === "short_year" ? fullYear : (year: number) => (year >= 1000 ? year : Number.NaN);
  const own = dates.length;
  const clockOf = clocks[0] === "clock" ? clockOfNumber : clockOfParts;
  // Most rows share their date with the row before.
  let known = { year: 0, second: 0, third: 0, ms: countings.map(() => Number.NaN), isDate: false };
  const readFields = (fields: Float64Array): boolean => {
    const year = fields[0]!;
    const second = own > 1 ? fields[1]! : 1;
    const third = own > 2 ? fields[2]! : 1;
    if (year !== known.year || second !== known.second || third !== known.third) {
      const ms = countings.map(({ dateOf }) => dateOf(yearOf(year), second, third));
      const isDate = countings.some(({ alive }, i) => alive && !Number.isNaN(ms[i]));
      known = { year, second, third, ms, isDate };
    }
    const clock = fields.length === own ? 0 : clockOf(fields, own);
    // Halves of an hour or a month are no parts of a date.
    if (!known.isDate || Number.isNaN(clock) || !fields.every(Number.isInteger)) return false;
    const { ms } = known;
    for (let i = 0; i < ms.length; i++) {
      const one = countings[i]!;
      if (Number.isNaN(ms[i])) one.alive = false;
      else if (one.alive) one.times.push(ms[i]! + clock);
    }
    return true;
  };
  return {
    read(cells) {
      const fields = Float64Array.from(cells, (cell, i) => partOf(cell, parts[i] ?? "second"));
      if (fields.some(Number.isNaN)) return { wrong: "is not a whole number of a date or clock" };
      return readFields(fields) ? undefined : { wrong: "is not a date or a clock time that exists" };
    },
    readFields,
    reserve: (rows) => {
      for (const { alive, times } of countings) if (alive) times.reserve(rows);
    },
    finish: () => {
      const { times, format } = countings.find(({ alive }) => alive)!;
      return { readings: [{ times: times.take(), format }], notes: [] };
    },
  };
}

const wholeDate: DateOf = (year, month, day) => dateMs(year, month, day, 0);

const DATES: Partial<Record<TimePart, DateOf>> = {
  quarter: (year, quarter) => dateMs(year, quarter * 3 - 2, 1, 0),
  week: (year, week) => weekDate(year, week, 1),
  day_of_year: (year, day) =>
    day >= 1 && day <= 337 + daysInMonth(year, 2) ? dateMs(year, 1, 1, 0) + (day - 1) * FIXED_MS.day : Number.NaN,
};

/** A year of two digits lies between 1970 and 2069. */
function fullYear(year: number): number {
  return year < 0 || year > 99 ? Number.NaN : year + (year < 70 ? 2000 : 1900);
}

function clockOfParts(fields: Float64Array, at: number): number {
  // Reading beyond the end is slow.
  const { length } = fields;
  return clockMs(fields[at]!, at + 1 < length ? fields[at + 1]! : 0, at + 2 < length ? fields[at + 2]! : 0, 0);
}

function clockOfNumber(fields: Float64Array, at: number): number {
  const number = fields[at] ?? Number.NaN;
  return clockMs(Math.floor(number / 100), number % 100, 0, 0);
}

const LETTERS: Partial<Record<TimePart, string>> = { quarter: "Q", month: "M", week: "W" };

/**
 * A cell as the number of a part: `7`, `07` and `7.0` (as pandas writes a column with holes), `7月`, `Q3`, `M07`, `W07`, `July`;
 * NaN for anything else.
 */
export function partOf(cell: string, part: TimePart): number {
  if (/^\d{1,4}(?:\.0*)?[年月日时分秒周]?$/.test(cell)) return Number.parseInt(cell, 10);
  if (part === "clock") {
    const clock = /^(\d{1,2}):(\d{2})(?::00)?$/.exec(cell);
    return clock ? Number(clock[1]) * 100 + Number(clock[2]) : Number.NaN;
  }
  const letter = LETTERS[part];
  if (letter !== undefined && /^.\d{1,2}$/.test(cell) && cell[0]!.toUpperCase() === letter)
    return Number(cell.slice(1));
  return part === "month" ? monthOfName(cell.replace(/\.$/, "")) : Number.NaN;
}
