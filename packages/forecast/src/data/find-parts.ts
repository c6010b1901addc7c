import { partOf, type TimePart } from "./time-parts.ts";
import type { TimeSample } from "./time-sample.ts";

/** Columns that hold a time in parts, and what each of them holds. */
export interface PartColumns {
  readonly columns: readonly number[];
  readonly parts: readonly TimePart[];
}

const NAMES: Readonly<Record<TimePart, readonly string[]>> = {
  year: ["year", "yr", "yyyy", "yy", "年", "年份"],
  short_year: ["yy", "yr"],
  month: ["month", "mon", "mo", "mm", "月", "月份"],
  quarter: ["quarter", "qtr", "q", "季度", "季"],
  week: ["week", "wk", "isoweek", "iso_week", "week_of_year", "周", "周数"],
  day_of_year: ["doy", "day_of_year", "dayofyear", "yday", "jday", "julian_day", "年积日", "day"],
  day: ["day", "dd", "dy", "日"],
  hour: ["hour", "hr", "hh", "he", "hour_ending", "hourending", "时", "小时"],
  minute: ["minute", "min", "mi", "mn", "分", "分钟"],
  second: ["second", "sec", "ss", "秒"],
  clock: ["hhmm", "hrmn", "time", "时间"],
};

/** What a part may be, and, above one half, the share of cells that must be so: names of these head other things as well. */
const RANGES: Readonly<Record<TimePart, readonly [least: number, most: number, share?: number]>> = {
  year: [1000, 9999],
  short_year: [0, 99, 1],
  month: [0, 99],
  quarter: [1, 4, 1],
  week: [1, 53, 1],
  day_of_year: [1, 366, 1],
  day: [0, 99],
  hour: [0, 99],
  minute: [0, 99],
  second: [0, 99],
  clock: [0, 2400, 1],
};

/** More cells than this must fit: what does not is an error of its row. */
const HALF = 0.5;

/** What may stand beside the year, the finest first. */
const DATES: readonly (readonly TimePart[])[] = [["month", "day"], ["day_of_year"], ["month"], ["week"], ["quarter"]];

/**
 * The columns that hold a time in parts, from the year on: a month without a year is only a number. `undefined` where there is no
 * more than a year.
 */
export function findParts(sample: TimeSample): PartColumns | undefined {
  const found = new Map<TimePart, number>();
  const find = (part: TimePart): number => {
    const at =
      found.get(part) ?? sample.plain.findIndex((name, at) => NAMES[part].includes(name) && fits(sample, at, part));
    found.set(part, at);
    return at;
  };
  const yearPart = find("year") >= 0 ? "year" : "short_year";
  const date = DATES.find((parts) => parts.every((part) => find(part) >= 0));
  if (find(yearPart) < 0 || !date) return undefined;
  const parts: TimePart[] = [yearPart, ...date];
  const columns = parts.map(find);
  const add = (part: TimePart, column: number): boolean => {
    if (column < 0) return false;
    parts.push(part);
    columns.push(column);
    return true;
  };
  if (!DAYS.includes(date.at(-1)!)) return { columns, parts };
  if (!add("hour", find("hour"))) add("clock", find("clock"));
  else if (add("minute", Math.max(find("minute"), secondMinutes(sample)))) add("second", find("second"));
  return { columns, parts };
}

/** Parts of a date after which a clock makes sense. */
const DAYS: readonly TimePart[] = ["day", "day_of_year"];

/** In `YY MM DD hh mm` the second of two that differ in case alone holds the minutes. */
function secondMinutes({ plain }: TimeSample): number {
  const last = plain.lastIndexOf("mm");
  return last > plain.indexOf("mm") ? last : -1;
}

/** What columns that were named as a time in parts hold: year, month, day, hour … in this order, unless name and cells say another. */
export function givenParts(sample: TimeSample, columns: readonly number[]): PartColumns {
  const says = (place: number, part: TimePart): boolean => {
    const column = columns[place];
    return column !== undefined && NAMES[part].includes(sample.plain[column]!) && fits(sample, column, part, HALF);
  };
  const beside = (["quarter", "week", "day_of_year"] as const).find((part) => says(1, part));
  const date: readonly TimePart[] = [says(0, "short_year") ? "short_year" : "year", ...(beside ? [beside] : DATES[0]!)];
  const clock: readonly TimePart[] = says(date.length, "clock") ? ["clock"] : ["hour", "minute", "second"];
  const parts = [...date, ...clock].slice(0, columns.length);
  return { columns: columns.slice(0, parts.length), parts };
}

/** True where dates are spread as they usually are: in digits, by months. */
export function areUsualParts(sample: TimeSample, { columns, parts }: PartColumns): boolean {
  return parts[1] === "month" && sample.cells(columns[1]!).every((cell) => /^\d/.test(cell));
}

/** True where this share of the cells can be the part; by default its own. */
function fits(sample: TimeSample, column: number, part: TimePart, share?: number): boolean {
  const [least, most, own = HALF] = RANGES[part];
  const values = sample.cells(column).map((cell) => partOf(cell, part));
  const fitting = values.filter((value) => value >= least && value <= most);
  const needed = (share ?? own) * values.length;
  if (fitting.length < needed || fitting.length <= HALF * values.length) return false;
  if (part === "clock") return fitting.every((value) => value % 100 < 60) && fitting.some((value) => value > 24);
  // A day of the month has a month beside it.
  return part !== "day_of_year" || sample.plain[column] !== "day" || fitting.some((value) => value > 31);
}
