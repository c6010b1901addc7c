import type { Note } from "../contracts/outcome.ts";
import type { CellRules } from "./cell.ts";
import { isDigitDay, readDigitTime } from "./digit-time.ts";
import { areFalseTimes } from "./false-times.ts";
import { areUsualParts, findParts, givenParts, type PartColumns } from "./find-parts.ts";
import { type TimeReader, timeColumn } from "./time-column.ts";
import { timeNumberOf, timeNumbers } from "./time-number.ts";
import { timeParts } from "./time-parts.ts";
import { plainName, TimeSample } from "./time-sample.ts";
import { readTimeText, type TimeText } from "./time-text.ts";

/** Where a table keeps its time, and what reads it there. */
export interface TimePlace {
  /** Places of the columns, from 0, in the order in which the reader takes their cells. */
  readonly columns: readonly number[];
  readonly reader: TimeReader;
  readonly notes: readonly Note[];
  /** True where the column is named like a time, and none of its first rows could be read as one. */
  readonly isUnread?: true;
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
  "hhmm",
  "hrmn",
  "clock",
  "time_of_day",
  "时间",
  "时",
  "小时",
]);
const CLOCK_CELL = /^(?:\d{1,2}|\d{1,2}([:.])[0-5]\d(?:\1\d{2}(?:[.,]\d+)?)?(?: ?[AP]\.?M\.?)?)$/i;
/** Words of names that promise one where all cells are days in digits or are counted in seconds or days. */
const DATE_WORDS = new Set(["date", "datetime", "timestamp", "day", "datum", "fecha", "dia", "jour", "giorno"]);

type ReadText = (text: string) => TimeText | undefined;

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
  const sample = new TimeSample(names, rows, rules);
  const named = sample.find(
    (name) => NAMES.has(name),
    (cells, name) => mostlyTimes(cells, readerFor(name)),
  );
  if (named !== undefined) return withClock(sample, named);
  const looks = (): number | undefined =>
    sample.find(
      () => true,
      (cells) => mostlyTimes(cells, readTimeText),
    );
  const parts = findParts(sample);
  if (parts) {
    const whole = areUsualParts(sample, parts) ? undefined : looks();
    return whole === undefined ? inParts(parts) : withClock(sample, whole);
  }
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
  const looking = looks();
  if (looking !== undefined) return withClock(sample, looking);
  const digits = sample.find(
    (name) => NAMES.has(name) || isDateName(name),
    (cells) => timeNumberOf(cells) !== undefined || areDigitDays(cells),
  );
  if (digits !== undefined)
    return timeNumberOf(sample.cells(digits)) ? numberPlace(names, digits, sample) : withClock(sample, digits);
  // A name for times above cells with digits: written in no way that is known here, which the reader then says.
  const unread = sample.find(
    (name) => NAMES.has(name),
    (cells) => mostlyDates(cells, rules),
  );
  return unread === undefined ? undefined : { ...place(unread, readerFor(sample.plain[unread]!)), isUnread: true };
}

/** True for a name under which a time of day stands: where it tells rows of a date apart, it names no series. */
export function isClockName(name: string): boolean {
  return CLOCK_NAMES.has(plainName(name));
}

/** `Order_Date`, `Invoice date`, `orderdate`, `Día`, `下单日期`. */
function isDateName(written: string): boolean {
  const name = written.normalize("NFD").replace(/\p{M}/gu, "");
  return name.endsWith("date") || name.includes("日期") || name.split("_").some((word) => DATE_WORDS.has(word));
}

/** True for a name under which a time is looked for: a row of words below it may hold its unit. */
export function isTimeName(name: string): boolean {
  const plain = plainName(name);
  return NAMES.has(plain) || WEAK_NAMES.has(plain) || isDateName(plain);
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
  const sample = new TimeSample(names, rows, rules);
  if (first !== undefined && columns.length === 1) {
    if (timeNumberOf(sample.cells(first))) return numberPlace(names, first, sample);
    return place(first, readAnyTime);
  }
  if (columns.length === 2 && mostlyTimes(sample.cells(first!), readDateText)) return joined(sample, first!, second!);
  return inParts(givenParts(sample, columns));
}

function inParts({ columns, parts }: PartColumns): TimePlace {
  return { columns, reader: timeParts(parts), notes: [] };
}

function place(column: number, readText: ReadText): TimePlace {
  return { columns: [column], reader: timeColumn(readText), notes: [] };
}

/** A column of dates alone, with its clock where a column beside it holds one. */
function withClock(sample: TimeSample, column: number): TimePlace {
  const dates = sample.cells(column);
  const isDate = dates.every(
    (cell) => readDateText(cell)?.clock.hourWidth === 0 && readTimeText(`${cell} 00:00`) !== undefined,
  );
  const clock = isDate
    ? sample.find(
        (name) => CLOCK_NAMES.has(name),
        (cells) => cells.length > 0 && (cells.every(isClock) || areClockNumbers(cells)),
      )
    : undefined;
  if (clock === undefined || clock === column) return place(column, readerFor(sample.plain[column]!, dates));
  return joined(sample, column, clock);
}

/** Energy's hours count from 1 to 24 by their ends: the last ends at the next day's midnight. */
const isClock = (cell: string): boolean =>
  CLOCK_CELL.test(cell) && (Number.parseInt(cell, 10) < 24 || /^24(?:[:.]00)*$/.test(cell));

/** `0`, `30`, `0100` … `2400`: hours and minutes as one number. */
function areClockNumbers(cells: readonly string[]): boolean {
  const isOne = (cell: string): boolean => /^\d{1,4}$/.test(cell) && Number(cell) % 100 < 60 && Number(cell) <= 2400;
  return cells.some((cell) => cell.length > 2) && cells.every(isOne);
}

function joined(sample: TimeSample, date: number, clock: number): TimePlace {
  const isNumber = areClockNumbers(sample.cells(clock));
  const readText: ReadText = (text) => readTimeText(withMinutes(text, isNumber));
  return { columns: [date, clock], reader: timeColumn(readText), notes: [] };
}

/** A date and an hour, `7`, or a clock in digits, `730`, as a date and a clock. */
function withMinutes(text: string, isNumber: boolean): string {
  if (!isNumber) return / \d{1,2}$/.test(text) ? `${text.replace(/ (\d)$/, " 0$1")}:00` : text;
  return text.replace(/ (\d{1,4})$/, (_, digits: string) => {
    const four = digits.padStart(4, "0");
    return ` ${four.slice(0, 2)}:${four.slice(2)}`;
  });
}

function numberPlace(names: readonly string[], column: number, sample: TimeSample): TimePlace {
  const kind = timeNumberOf(sample.cells(column))!;
  return {
    columns: [column],
    reader: timeNumbers(kind),
    notes: [{ code: `time_${kind}`, facts: { column: names[column]! } }],
  };
}

function readerFor(plain: string, dates: readonly string[] = []): ReadText {
  return YEAR_NAMES.has(plain) || areDigitDays(dates) ? readAnyTime : readTimeText;
}

/** Days in digits, `20220301`, or hours and more of them: numbers that are no days are not among them. */
function areDigitDays(cells: readonly string[]): boolean {
  return cells.length > 0 && cells.every(isDigitDay);
}

/** A time with a clock or without, or a day in eight digits. */
function readDateText(text: string): TimeText | undefined {
  return readTimeText(text) ?? (isDigitDay(text) ? readDigitTime(text) : undefined);
}

function readAnyTime(text: string): TimeText | undefined {
  return readTimeText(text) ?? readDigitTime(text);
}

function mostlyTimes(cells: readonly string[], readText: ReadText): boolean {
  if (areFalseTimes(cells)) return false;
  return cells.filter((cell) => readText(cell) !== undefined).length * 2 > cells.length;
}

function mostlyDates(cells: readonly string[], rules: CellRules): boolean {
  return cells.filter((cell) => /\d/.test(cell) && !rules.isNumber(cell)).length * 2 > cells.length;
}
