import { FIXED_MS } from "./calendar.ts";
import { clockOf } from "./zone.ts";

/** A place for each way in which clocks are changed, and for each offset at which they are; the larger places first. */
export const CHANGING_ZONES = [
  ...["Europe/Berlin", "Europe/London", "Europe/Athens", "America/New_York", "America/Chicago", "America/Denver"],
  ...["America/Los_Angeles", "America/Anchorage", "America/Halifax", "America/St_Johns", "America/Mexico_City"],
  ...["America/Sao_Paulo", "America/Santiago", "America/Asuncion", "Africa/Cairo", "Asia/Jerusalem", "Asia/Beirut"],
  ...["Asia/Tehran", "Asia/Amman", "Europe/Istanbul", "Europe/Moscow"],
  ...["Australia/Sydney", "Australia/Adelaide", "Pacific/Auckland"],
] as const;

/** An hour that a zone's clock leaves out or shows twice, counted from 1970 by the clock on the wall. */
export interface ClockChange {
  readonly hour: number;
  readonly kind: "skipped" | "doubled";
}

/** Changes are months apart. */
const PROBE = 25 * FIXED_MS.day;

/** The hours that the clock of a zone skips or doubles between two times that it shows; changes by other than an hour are left out. */
export function clockChanges(zone: string, from: number, to: number): ClockChange[] {
  const offset = (ms: number): number => clockOf(zone, ms) - ms;
  const found: ClockChange[] = [];
  for (let start = from - FIXED_MS.day; start < to + FIXED_MS.day; start += PROBE) {
    const [before, after] = [offset(start), offset(start + PROBE)];
    if (Math.abs(after - before) !== FIXED_MS.hour) continue;
    let [low, high] = [start, start + PROBE];
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (offset(middle) === before) low = middle;
      else high = middle;
    }
    const hour = Math.floor((high + Math.min(before, after)) / FIXED_MS.hour);
    found.push({ hour, kind: after > before ? "skipped" : "doubled" });
  }
  return found;
}

/** The zones whose clock goes from one time that it shows to another because it is put forward or back. */
export function zonesOfStep(before: number, now: number): string[] {
  const [from, to] = [Math.floor(before / FIXED_MS.hour), Math.floor(now / FIXED_MS.hour)];
  if (Math.abs(now - before) > 2 * FIXED_MS.hour) return [];
  return CHANGING_ZONES.filter((zone) =>
    clockChanges(zone, Math.min(before, now), Math.max(before, now)).some(({ hour, kind }) =>
      kind === "skipped" ? from < hour && hour < to : now <= before && hour === to,
    ),
  );
}

/** A time (epoch milliseconds) with the offset, in milliseconds, that was written beside it. */
export interface OffsetTime {
  readonly ms: number;
  readonly offset: number;
}

/** The zones whose clocks run ahead of UTC as far as was written at every one of some times. */
export function zonesOfOffsets(written: readonly OffsetTime[]): string[] {
  return CHANGING_ZONES.filter((zone) => written.every(({ ms, offset }) => clockOf(zone, ms) - ms === offset));
}
