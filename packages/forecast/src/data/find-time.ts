import { isMissing } from "./cell.ts";
import { readDigitTime, readTimeText, type TimeText } from "./time-text.ts";

/** Where a table keeps its time: in one column, in several (year, month …), or nowhere. */
export type TimePlace =
  | { readonly kind: "column"; readonly column: number; readonly readText: (text: string) => TimeText | undefined }
  | { readonly kind: "parts"; readonly columns: readonly number[] }
  | { readonly kind: "none" };

/** Names that promise a time. */
const NAMES = new Set(["ds", "timestamp", "date", "time", "datetime", "date_time", "时间", "日期", "日期时间"]);
/** Names that often head a time, but as often a number. */
const WEAK_NAMES = new Set(["month", "day", "week", "hour", "quarter", "period", "year", "yr", "年", "年份", "月份"]);
/** Under these a plain `1959` is a year; elsewhere it is a number. */
const YEAR_NAMES = new Set(["ds", "date", "日期", "year", "yr", "年", "年份"]);
const PARTS = [
  ["year", "yr", "年", "年份"],
  ["month", "mon", "mo", "月", "月份"],
  ["day", "dd", "日"],
  ["hour", "hr", "时", "小时"],
  ["minute", "min", "分", "分钟"],
  ["second", "sec", "秒"],
];

/**
 * Finds the time by the columns' names and by what the first rows hold: a column with a name for times, then year, month …
 * in columns of their own, then a lone year, then the first column whose cells look like times.
 */
export function findTime(names: readonly string[], sample: readonly (readonly string[])[]): TimePlace {
  const plain = names.map(plainName);
  const cells = (column: number): string[] => sample.map((row) => row[column] ?? "").filter((cell) => !isMissing(cell));
  const named = plain.findIndex((name, column) => NAMES.has(name) && !allNumbers(cells(column), plain[column]!));
  if (named >= 0) return column(named, plain[named]!);
  const parts = findParts(plain, cells);
  if (parts.length > 1) return { kind: "parts", columns: parts };
  const weak = plain.findIndex((name, i) => WEAK_NAMES.has(name) && mostlyTimes(cells(i), readerFor(name)));
  if (weak >= 0) return column(weak, plain[weak]!);
  const looks = plain.findIndex((_, i) => mostlyTimes(cells(i), readTimeText));
  return looks >= 0 ? column(looks, plain[looks]!) : { kind: "none" };
}

/** A column that is named like a time but was not read as one, if there is any: running numbers, Unix seconds. */
export function unreadTime(names: readonly string[]): string | undefined {
  return names.find((name) => NAMES.has(plainName(name)));
}

/** The time of a column or columns that the caller named: plain years are taken for times here. */
export function givenTime(columns: readonly number[]): TimePlace {
  const [only] = columns;
  if (columns.length !== 1 || only === undefined) return { kind: "parts", columns: columns.slice(0, PARTS.length) };
  return { kind: "column", column: only, readText: readAnyTime };
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s-]+/g, "_");
}

function column(index: number, name: string): TimePlace {
  return { kind: "column", column: index, readText: readerFor(name) };
}

function readerFor(plain: string): (text: string) => TimeText | undefined {
  return YEAR_NAMES.has(plain) ? readAnyTime : readTimeText;
}

function readAnyTime(text: string): TimeText | undefined {
  return readTimeText(text) ?? readDigitTime(text);
}

/** A column `time` of running numbers or Unix seconds is no calendar; a column `ds` of years is one. */
function allNumbers(cells: readonly string[], plain: string): boolean {
  if (mostlyTimes(cells, readerFor(plain))) return false;
  return cells.filter((cell) => /^[+-]?[\d.]+$/.test(cell)).length * 2 > cells.length || cells.length === 0;
}

function mostlyTimes(cells: readonly string[], readText: (text: string) => TimeText | undefined): boolean {
  return cells.filter((cell) => readText(cell) !== undefined).length * 2 > cells.length;
}

/** The unbroken run of part columns from the year on: a month without a year is only a number. */
function findParts(plain: readonly string[], cells: (column: number) => string[]): number[] {
  const found: number[] = [];
  for (const [i, words] of PARTS.entries()) {
    const column = plain.findIndex((name) => words.includes(name));
    const pattern = i === 0 ? /^\d{4}(\.0*)?$/ : /^\d{1,2}(\.0*)?$/;
    if (column < 0) break;
    const known = cells(column);
    if (known.filter((cell) => pattern.test(cell)).length * 2 <= known.length) break;
    found.push(column);
  }
  return found;
}
