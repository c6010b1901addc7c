import { daysInMonth } from "./calendar.ts";

/** One time as written, before it is decided whether `03/04/2020` begins with its day or its month. */
export interface TimeText {
  /** What all times of a column must share: order, separators and which fields are there. */
  readonly shape: string;
  /** `ymd` is year first; `day_or_month` is `03/04/2020`. */
  readonly order: "ymd" | "day_or_month";
  readonly year: number;
  /** The fields beside the year as written, left to right; 1 where the time names none. */
  readonly first: number;
  readonly second: number;
  /** Milliseconds since midnight; NaN for a clock that no day has. */
  readonly clock: number;
  /** Milliseconds ahead of UTC; 0 where the time carries no offset. */
  readonly offset: number;
  /** Parts of a format: separator, fields, the mark between date and clock, digits of the fraction, the zone's text. */
  readonly parts: TimeTextParts;
}

/** How a time is written. Field widths count digits; 0 where the field is absent. */
export interface TimeTextParts {
  readonly separator: string;
  readonly firstWidth: number;
  readonly secondWidth: number;
  readonly clockMark: string;
  readonly hourWidth: number;
  readonly seconds: boolean;
  readonly fractionWidth: number;
  readonly zone: string;
}

const CLOCK = String.raw`(?:([ T])(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-/])(\d{1,2})(?:\2(\d{1,2})${CLOCK})?$`);
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})${CLOCK}$`);
const DIGITS = /^(\d{4})(?:(\d{2})(\d{2}))?$/;

/** Reads a trimmed cell that is a time by its own looks; undefined for anything else. Ranges are not checked here. */
export function readTimeText(text: string): TimeText | undefined {
  if (text.length < 6 || text.length > 40) return undefined;
  const ymd = YEAR_FIRST.exec(text);
  if (ymd) return timeText("ymd", ymd[1]!, ymd[3]!, ymd[4] ?? "", ymd[2]!, ymd.slice(5));
  const other = YEAR_LAST.exec(text);
  if (other) return timeText("day_or_month", other[4]!, other[1]!, other[3]!, other[2]!, other.slice(5));
  return undefined;
}

/** Reads `1959` or `19590131`: only for a column that is known to hold times, as these are numbers too. */
export function readDigitTime(text: string): TimeText | undefined {
  const match = DIGITS.exec(text);
  return match ? timeText("ymd", match[1]!, match[2] ?? "", match[3] ?? "", "", []) : undefined;
}

function timeText(
  order: TimeText["order"],
  year: string,
  first: string,
  second: string,
  separator: string,
  clockFields: readonly (string | undefined)[],
): TimeText {
  const [mark = "", hour = "", minute = "", second60 = "", fraction = "", zone = ""] = clockFields;
  const seconds = second60 !== "";
  const shape = `${order}${separator}${first && "m"}${second && "d"}${mark}${seconds ? "s" : ""}${zone && "z"}`;
  const parts: TimeTextParts = {
    separator,
    firstWidth: first.length,
    secondWidth: second.length,
    clockMark: mark,
    hourWidth: hour.length,
    seconds,
    fractionWidth: fraction.length,
    zone,
  };
  return {
    shape,
    order,
    year: Number(year),
    first: first === "" ? 1 : Number(first),
    second: second === "" ? 1 : Number(second),
    clock: mark === "" ? 0 : clockMs(Number(hour), Number(minute), Number(second60), Number(`0.${fraction || 0}`)),
    offset: zone === "" || zone === "Z" ? 0 : zoneMs(zone),
    parts,
  };
}

/** Milliseconds since midnight, kept to microseconds; NaN outside 00:00:00 to 23:59:59.999. */
export function clockMs(hour: number, minute: number, second: number, fraction: number): number {
  if (hour > 23 || minute > 59 || second > 59) return Number.NaN;
  return ((hour * 60 + minute) * 60 + second) * 1000 + Math.round(fraction * 1e6) / 1000;
}

function zoneMs(zone: string): number {
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(":", "") || 0);
  // No place on Earth is further than 14 hours from UTC; NaN makes the time one that does not exist.
  if (minutes > 14 * 60) return Number.NaN;
  return (zone.startsWith("-") ? -minutes : minutes) * 60_000;
}

/** Epoch milliseconds of a date and clock; NaN for a date that does not exist or a year outside 1000 to 9999. */
export function dateMs(year: number, month: number, day: number, clock: number): number {
  if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))
    return Number.NaN;
  return Date.UTC(year, month - 1, day) + clock;
}
