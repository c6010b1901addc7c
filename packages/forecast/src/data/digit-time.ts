import { clockMs, dateMs } from "./calendar.ts";
import { markedClock, NO_CLOCK } from "./clock-text.ts";
import { fields, JOINED, type TimeText } from "./time-text.ts";

const DIGITS = /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(\d{2})?)?)?)?)?$/;

/**
 * Reads `1959`, `195901`, `19590131`, `1959013123`, `195901312359` or `19590131235900`: only for a column that is known to hold times.
 * Ten digits are an hour only where there is one like it, as they may be seconds since 1970.
 */
export function readDigitTime(text: string): TimeText | undefined {
  const match = DIGITS.exec(text);
  if (!match || (text.length === 10 && !isDigitHour(text))) return undefined;
  const [, year = "", month = "", day = "", hour, minute, second] = match;
  const formats = JOINED[""];
  const format = month === "" ? formats.year : day === "" ? formats.month : formats.ymd;
  const clock = hour === undefined ? NO_CLOCK : markedClock("", [hour, minute, second], ["", "", ""]);
  const read = fields(year, month, day, format);
  return { ...read, clock, shape: `${text.length}` };
}

/** True for `2005010100` and every other hour from 1800 to 2099, written in digits. */
export function isDigitHour(text: string): boolean {
  return /^(?:1[89]|20)\d{8}$/.test(text) && !Number.isNaN(digitMs(text));
}

/** True for a day of these years in digits, with an hour, minutes and seconds or without. */
export function isDigitDay(text: string): boolean {
  return /^(?:1[89]|20)\d{6}(?:\d{2}){0,3}$/.test(text) && !Number.isNaN(digitMs(text));
}

function digitMs(text: string): number {
  const part = (at: number): number => Number(text.slice(at, at + 2));
  return dateMs(Number(text.slice(0, 4)), part(4), part(6), clockMs(part(8), part(10), part(12), 0));
}
