import { clockMs } from "./calendar.ts";

/** The time of day behind a date, and how it is written. */
export interface Clock {
  /** Milliseconds since midnight; NaN for a clock that no day has. */
  readonly ms: number;
  /** Milliseconds ahead of UTC; 0 where the time carries no offset. */
  readonly offset: number;
  /** Which parts there are. */
  readonly shape: string;
  /** Parts of a format: the mark between date and clock, what follows the hour, the half of the day, the zone's text. */
  readonly before: string;
  readonly hourWidth: number;
  readonly after: string;
  readonly fractionWidth: number;
  readonly half: "" | "A" | " A";
  readonly zone: string;
}

/** A clock in a regular expression, from group `at` on: eight groups, all optional together. */
export function clockPattern(at: number): string {
  const offset = String.raw`[+-]\d{2}(?::?\d{2})?`;
  const seconds = `(?:\\${at + 2}${String.raw`(\d{2})(?:[.,](\d{1,9}))?)?`}`;
  return String.raw`(?:(T|,? )(\d{1,2})([:.])(\d{2})${seconds}( ?[AP]\.?M\.?)?( ?(?:Z|UTC|GMT|${offset}))?)?`;
}

export const NO_CLOCK: Clock = {
  ms: 0,
  offset: 0,
  shape: "",
  before: "",
  hourWidth: 0,
  after: "",
  fractionWidth: 0,
  half: "",
  zone: "",
};

/** Reads the groups of `clockPattern(at)` in a match. */
export function readClock(match: RegExpExecArray, at: number): Clock {
  const mark = match[at];
  if (mark === undefined) return NO_CLOCK;
  const hour = match[at + 1]!;
  const colon = match[at + 2]!;
  const second = match[at + 4];
  const fraction = match[at + 5] ?? "";
  const half = match[at + 6] ?? "";
  const zone = match[at + 7] ?? "";
  const fractionOf = fraction === "" ? 0 : Number(`0.${fraction}`);
  return {
    ms: clockMs(hourOf(Number(hour), half), Number(match[at + 3]), Number(second ?? 0), fractionOf),
    offset: zone === "" ? 0 : offsetMs(zone.trimStart()),
    shape: `${mark}${colon}${second === undefined ? "" : "s"}${half && "A"}${zone && "z"}`,
    before: mark,
    hourWidth: hour.length,
    after: second === undefined ? `${colon}mm` : `${colon}mm${colon}ss`,
    fractionWidth: fraction.length,
    half: half === "" ? "" : half.startsWith(" ") ? " A" : "A",
    zone: zone.replace(/GMT/i, "[GMT]"),
  };
}

/** A clock of hour, minute and second as far as there are any, each with the mark behind it. */
export function markedClock(
  before: string,
  [hour, minute, second]: readonly [hour: string, minute: string | undefined, second: string | undefined],
  [behindHour, behindMinute, behindSecond]: readonly [string, string, string],
): Clock {
  const minutes = minute === undefined ? "" : `mm${behindMinute}`;
  const seconds = second === undefined ? "" : `ss${behindSecond}`;
  const after = `${behindHour}${minutes}${seconds}`;
  const ms = clockMs(Number(hour), Number(minute ?? 0), Number(second ?? 0), 0);
  return { ...NO_CLOCK, ms, shape: `${before}${after}`, before, hourWidth: hour.length, after };
}

/** 12 AM is midnight, 12 PM noon; NaN where a clock of twelve hours shows another one. */
function hourOf(hour: number, half: string): number {
  if (half === "") return hour;
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (/p/i.test(half) ? 12 : 0);
}

function offsetMs(zone: string): number {
  if (!/^[+-]/.test(zone)) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(":", "") || 0);
  // No place on Earth is further than 14 hours from UTC; NaN makes the time one that does not exist.
  if (minutes > 14 * 60) return Number.NaN;
  return (zone.startsWith("-") ? -minutes : minutes) * 60_000;
}
