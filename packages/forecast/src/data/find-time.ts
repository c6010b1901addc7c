import type { Note } from "../contracts/outcome.ts";
import type { CellRules } from "./cell.ts";
import { type TimeReader, timeColumn } from "./time-column.ts";
import { timeNumberOf, timeNumbers } from "./time-number.ts";
import { timeParts } from "./time-parts.ts";
import { readDigitTime, readTimeText, type TimeText } from "./time-text.ts";

/** Where a table keeps its time, and what reads it there. */
export interface TimePlace {
  /** Places of the columns, from 0, in the order in which the reader takes their cells. */
  readonly columns: readonly number[];
  readonly reader: TimeReader;
  readonly notes: readonly Note[];
}

/** Names that promise a time. */
const NAMES = new Set(["ds", "timestamp", "date", "time", "datetime", "date_time", "时间", "日期", "日期时间"]);
/** Names that promise one if the cells look like times counted in seconds or days. */
const NUMBER_NAMES = new Set([
  ...NAMES,
  "unix",
  "unix_time",
  "unixtime",
  "epoch",
  "ts",
  "t",
  "unix_timestamp",
  "时间戳",
]);
/** Names that often head a time, but as often a number. */
const WEAK_NAMES = new Set(["month", "day", "week", "hour", "quarter", "period", "year", "yr", "年", "年份", "月份"]);
/** Under these a plain `1959` is a year; elsewhere it is a number. */
const YEAR_NAMES = new Set(["ds", "date", "日期", "year", "yr", "年", "年份"]);
/** Columns that may hold the time of day beside a date. */
const CLOCK_NAMES = new Set([
  "time",
  "hour",
  "hr",
  "he",
  "hour_ending",
  "hourending",
  "clock",
  "time_of_day",
  "时间",
  "时",
  "小时",
]);
const CLOCK_CELL = /^(?:\d{1,2}|\d{1,2}([:.])\d{2}(?:\1\d{2}(?:[.,]\d+)?)?(?: ?[AP]\.?M\.?)?)$/i;
const PARTS = [
  ["year", "yr", "年", "年份"],
  ["month", "mon", "mo", "月", "月份"],
  ["day", "dd", "日"],
  ["hour", "hr", "he", "hour_ending", "hourending", "时", "小时"],
  ["minute", "min", "分", "分钟"],
  ["second", "sec", "秒"],
];

type ReadText = (text: string) => TimeText | undefined;

/** First rows by column, without the cells that are missing. */
class Sample {
  readonly plain: readonly string[];
  readonly #rows: readonly (readonly string[])[];
  readonly #rules: CellRules;

  constructor(names: readonly string[], rows: readonly (readonly string[])[], rules: CellRules) {
    this.plain = names.map(plainName);
    this.#rows = rows;
    this.#rules = rules;
  }

  cells(column: number): string[] {
    return this.#rows.map((row) => row[column] ?? "").filter((cell) => !this.#rules.isMissing(cell));
  }

  /** The first column whose name and cells are as wanted. */
  find(isName: (name: string) => boolean, isTime: (cells: string[], name: string) => boolean): number | undefined {
    const at = this.plain.findIndex((name, column) => isName(name) && isTime(this.cells(column), name));
    return at < 0 ? undefined : at;
  }
}

/**
 * Finds the time by the columns' names and by what the first rows hold: a column with a name for times (with a clock in a column
 * beside it), then year, month … in columns of their own, then times that are numbers, then a lone year or month, then the
 * first column whose cells look like times.
 */
export function findTime(
  names: readonly string[],
  rows: readonly (readonly string[])[],
  rules: CellRules,
): TimePlace | undefined {
  const sample = new Sample(names, rows, rules);
  const named = sample.find(
    (name) => NAMES.has(name),
    (cells, name) => mostlyTimes(cells, readerFor(name)),
  );
  if (named !== undefined) return withClock(sample, named);
  const parts = findParts(sample);
  if (parts.length > 1) return { columns: parts, reader: timeParts(), notes: [] };
  const counted = sample.find(
    (name) => NUMBER_NAMES.has(name),
    (cells, name) => {
      const kind = timeNumberOf(cells);
      // A `t` of some ten thousands counts rather than being a spreadsheet's day.
      return kind !== undefined && !(name === "t" && kind === "spreadsheet_days");
    },
  );
  if (counted !== undefined) return numberPlace(names, counted, sample);
  const weak = sample.find(
    (name) => WEAK_NAMES.has(name),
    (cells, name) => mostlyTimes(cells, readerFor(name)),
  );
  if (weak !== undefined) return withClock(sample, weak);
  const looks = sample.find(
    () => true,
    (cells) => mostlyTimes(cells, readTimeText),
  );
  if (looks !== undefined) return withClock(sample, looks);
  // A name for times above cells with digits: written in no way that is known here, which the reader then says.
  const unread = sample.find(
    (name) => NAMES.has(name),
    (cells) => mostlyDates(cells, rules),
  );
  return unread === undefined ? undefined : place(unread, readerFor(sample.plain[unread]!));
}

/** True for a name under which a time of day stands: where it tells rows of a date apart, it names no series. */
export function isClockName(name: string): boolean {
  return CLOCK_NAMES.has(plainName(name));
}

/** A column that is named like a time but was not read as one, if there is any: running numbers, words. */
export function unreadTime(names: readonly string[]): string | undefined {
  return names.find((name) => NAMES.has(plainName(name)));
}

/** The time of a column or columns that the caller named: plain years are taken for times here. */
export function givenTime(
  columns: readonly number[],
  names: readonly string[],
  rows: readonly (readonly string[])[],
  rules: CellRules,
): TimePlace {
  const [first, second] = columns;
  const sample = new Sample(names, rows, rules);
  if (first !== undefined && columns.length === 1) {
    if (timeNumberOf(sample.cells(first))) return numberPlace(names, first, sample);
    return place(first, readAnyTime);
  }
  if (columns.length === 2 && mostlyTimes(sample.cells(first!), readTimeText)) return joined(first!, second!);
  return { columns: columns.slice(0, PARTS.length), reader: timeParts(), notes: [] };
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s-]+/g, "_");
}

function place(column: number, readText: ReadText): TimePlace {
  return { columns: [column], reader: timeColumn(readText), notes: [] };
}

/** A column of dates alone, with its clock where a column beside it holds one. */
function withClock(sample: Sample, column: number): TimePlace {
  const dates = sample.cells(column);
  const isDate = dates.every(
    (cell) => readTimeText(cell)?.clock.after === "" && readTimeText(`${cell} 00:00`) !== undefined,
  );
  const clock = isDate
    ? sample.find(
        (name) => CLOCK_NAMES.has(name),
        (cells) => cells.length > 0 && cells.every(isClock),
      )
    : undefined;
  if (clock === undefined || clock === column) return place(column, readerFor(sample.plain[column]!));
  return joined(column, clock);
}

/** Energy's hours count from 1 to 24 by their ends: the last ends at the next day's midnight. */
const isClock = (cell: string): boolean =>
  CLOCK_CELL.test(cell) && (Number.parseInt(cell, 10) < 24 || /^24(?:[:.]00)*$/.test(cell));

function joined(date: number, clock: number): TimePlace {
  const readText: ReadText = (text) =>
    readTimeText(/ \d{1,2}$/.test(text) ? `${text.replace(/ (\d)$/, " 0$1")}:00` : text);
  return { columns: [date, clock], reader: timeColumn(readText), notes: [] };
}

function numberPlace(names: readonly string[], column: number, sample: Sample): TimePlace {
  const kind = timeNumberOf(sample.cells(column))!;
  return {
    columns: [column],
    reader: timeNumbers(kind),
    notes: [{ code: `time_${kind}`, facts: { column: names[column]! } }],
  };
}

function readerFor(plain: string): ReadText {
  return YEAR_NAMES.has(plain) ? readAnyTime : readTimeText;
}

function readAnyTime(text: string): TimeText | undefined {
  return readTimeText(text) ?? readDigitTime(text);
}

function mostlyTimes(cells: readonly string[], readText: ReadText): boolean {
  return cells.filter((cell) => readText(cell) !== undefined).length * 2 > cells.length;
}

function mostlyDates(cells: readonly string[], rules: CellRules): boolean {
  return cells.filter((cell) => /\d/.test(cell) && !rules.isNumber(cell)).length * 2 > cells.length;
}

/** The unbroken run of part columns from the year on: a month without a year is only a number. */
function findParts(sample: Sample): number[] {
  const found: number[] = [];
  for (const [i, words] of PARTS.entries()) {
    const column = sample.plain.findIndex((name) => words.includes(name));
    const pattern = i === 0 ? /^\d{4}(\.0*)?$/ : /^\d{1,2}(\.0*)?$/;
    if (column < 0) break;
    const known = sample.cells(column);
    if (known.filter((cell) => pattern.test(cell)).length * 2 <= known.length) break;
    found.push(column);
  }
  return found;
}
