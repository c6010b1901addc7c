import { FIXED_MS } from "../../data/calendar.ts";

// Distances that a reader counts in; months and years follow the calendar, the others are of one length.
const FIXED = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * FIXED_MS.second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * FIXED_MS.minute),
  ...[1, 2, 3, 6, 12].map((n) => n * FIXED_MS.hour),
  ...[1, 2, 4, 7, 14].map((n) => n * FIXED_MS.day),
];
const MONTHS = [1, 2, 3, 6, ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((years) => 12 * years)];
const MONTH = 30.44 * FIXED_MS.day;

/**
 * Round instants within `[min, max]`, all the same distance apart as a calendar counts it: the shortest that fits in at most
 * `most` times. Epoch milliseconds, UTC. A span of no length has its one instant.
 */
export function timeTicks(min: number, max: number, most: number): number[] {
  const span = max - min;
  if (!(span > 0)) return Number.isFinite(min) ? [min] : [];
  const fixed = FIXED.find((step) => span / step <= most);
  if (fixed !== undefined) return fixedTicks(min, max, fixed);
  const months = MONTHS.find((step) => span / (step * MONTH) <= most) ?? MONTHS.at(-1)!;
  return monthTicks(min, max, months);
}

function fixedTicks(min: number, max: number, step: number): number[] {
  // Days start at midnight; weeks at the first day shown, so that no tick is lost to the calendar.
  const from = step > FIXED_MS.day ? Math.ceil(min / FIXED_MS.day) * FIXED_MS.day : Math.ceil(min / step) * step;
  return Array.from({ length: Math.floor((max - from) / step) + 1 }, (_, i) => from + i * step);
}

function monthTicks(min: number, max: number, step: number): number[] {
  const first = new Date(min);
  const ticks: number[] = [];
  let month = Math.floor((first.getUTCFullYear() * 12 + first.getUTCMonth()) / step) * step;
  for (; ; month += step) {
    const at = startOfMonth(month);
    if (at > max) return ticks;
    if (at >= min) ticks.push(at);
  }
}

/** Epoch milliseconds of a month counted from year 0; years before 100 are not taken for those after 1900. */
function startOfMonth(month: number): number {
  const year = Math.floor(month / 12);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 12 * year, 1);
  return date.getTime();
}
