import { FIXED_MS } from "./calendar.ts";
import { isDigitHour } from "./digit-time.ts";
import { floatList } from "./number-list.ts";
import type { TimeReader } from "./time-column.ts";

/** Times written as one number: seconds or milliseconds since 1970, or a spreadsheet's days. */
export type TimeNumber = "unix_seconds" | "unix_milliseconds" | "spreadsheet_days";

/** Numbers that stand for 1990 to 2100 in each. */
const RANGES: readonly (readonly [TimeNumber, number, number])[] = [
  ["unix_seconds", Date.UTC(1990, 0) / 1000, Date.UTC(2100, 0) / 1000],
  ["unix_milliseconds", Date.UTC(1990, 0), Date.UTC(2100, 0)],
  ["spreadsheet_days", 32_874, 73_051],
];

/** The 1st of January 1970 in a spreadsheet that counts from 1900. */
const EPOCH_DAY = 25_569;

/**
 * What all these cells are when read as times, if they are; undefined where one of them is none, and where all are hours in digits:
 * as seconds, `2005010100` and those that follow it would be moments of 2033 that lie an odd second apart.
 */
export function timeNumberOf(cells: readonly string[]): TimeNumber | undefined {
  if (cells.every(isDigitHour)) return undefined;
  const numbers = cells.map((cell) => (/^\d+(?:\.\d+)?$/.test(cell) ? Number(cell) : Number.NaN));
  if (numbers.length === 0) return undefined;
  return RANGES.find(([, low, high]) => numbers.every((value) => value >= low && value < high))?.[0];
}

/** Reads times that are numbers, from one column. */
export function timeNumbers(kind: TimeNumber): TimeReader {
  const times = floatList();
  let clock = false;
  return {
    read([cell = ""]) {
      if (!/^\d+(?:\.\d+)?$/.test(cell)) return { wrong: "is not a time" };
      const ms = msOf(kind, Number(cell));
      if (!(ms >= 0 && ms < Date.UTC(9999, 0))) return { wrong: "is not a date or a clock time that exists" };
      clock ||= ms % FIXED_MS.day !== 0;
      times.push(ms);
      return undefined;
    },
    reserve: (rows) => times.reserve(rows),
    finish: () => ({ readings: [{ times: times.take(), format: formatOf(kind, clock) }], notes: [] }),
  };
}

function msOf(kind: TimeNumber, value: number): number {
  if (kind === "unix_milliseconds") return value;
  if (kind === "unix_seconds") return Math.round(value * 1e6) / 1000;
  // A fraction of a day is no round number of seconds in binary digits.
  return Math.round((value - EPOCH_DAY) * 86_400) * 1000;
}

function formatOf(kind: TimeNumber, clock: boolean): string {
  if (kind === "unix_seconds") return "X";
  if (kind === "unix_milliseconds") return "x";
  return clock ? "YYYY-MM-DD HH:mm:ss" : "YYYY-MM-DD";
}
