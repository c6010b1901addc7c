/** Clocks of one time zone, by the host's own time zone data. */
interface ZoneClock {
  readonly format: Intl.DateTimeFormat;
  /** Offsets already asked for, by time: days, and quarters of the hours of days on which the clock is changed. */
  readonly offsets: Map<number, number>;
}

const DAY = 86_400_000;
const QUARTER = 900_000;
const MOST_KEPT = 100_000;
const clocks = new Map<string, ZoneClock>();

/** True for an IANA name that this machine knows, such as `Europe/Berlin`. */
export function isZone(zone: string): boolean {
  try {
    return zoneClock(zone) !== undefined;
  } catch {
    return false;
  }
}

/** What a clock on the wall shows at a time, as epoch milliseconds of a UTC clock that shows the same. */
export function clockOf(zone: string, ms: number): number {
  return ms + offsetAt(zone, ms);
}

/**
 * The times, epoch milliseconds, at which a clock on the wall shows this: one as a rule, two where the clock is put back, none
 * where it is put forward.
 */
export function timesOfClock(zone: string, local: number): readonly number[] {
  const offsets = new Set([offsetAt(zone, local - DAY), offsetAt(zone, local + DAY)]);
  const times = [...offsets].map((offset) => local - offset).filter((time) => clockOf(zone, time) === local);
  return times.sort((a, b) => a - b);
}

/** The time at which a clock shows this; of two the first, of none the instant at which the clock is put forward. */
export function timeOfClock(zone: string, local: number): number {
  return timesOfClock(zone, local)[0] ?? local - offsetAt(zone, local - DAY);
}

/** Milliseconds by which the zone's clock runs ahead of UTC. */
function offsetAt(zone: string, ms: number): number {
  const day = Math.floor(ms / DAY) * DAY;
  const before = askedOffset(zone, day);
  // Only on the few days whose ends differ does it matter when the clock is changed.
  return before === askedOffset(zone, day + DAY) ? before : askedOffset(zone, Math.floor(ms / QUARTER) * QUARTER);
}

function askedOffset(zone: string, ms: number): number {
  const { format, offsets } = zoneClock(zone);
  const known = offsets.get(ms);
  if (known !== undefined) return known;
  const fields: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(ms)) fields[type] = Number(value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields;
  const offset = Date.UTC(year, month - 1, day, hour, minute, second) - ms;
  if (offsets.size >= MOST_KEPT) offsets.clear();
  offsets.set(ms, offset);
  return offset;
}

function zoneClock(zone: string): ZoneClock {
  let clock = clocks.get(zone);
  if (!clock) {
    const field = "2-digit";
    const format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: field,
      day: field,
      hour: field,
      minute: field,
      second: field,
    });
    clock = { format, offsets: new Map() };
    clocks.set(zone, clock);
  }
  return clock;
}
