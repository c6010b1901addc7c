import { z } from "zod";
import type { Step, TableTime } from "../contracts/index.ts";
import { FIXED_MS, monthTimeOf } from "../data/calendar.ts";
import { inferStep } from "../data/infer-step.ts";
import { stepMonths, stepMs, timeAt } from "../data/time-at.ts";
import { offsetOf } from "../data/time-format.ts";
import { clockOf, timeOfClock } from "../data/zone.ts";

/**
 * An endless row of even intervals of time, as a model file records it. Interval 0 begins at `anchor`: epoch
 * milliseconds, for steps of days and more as the clock on the wall shows it, since such days need not have 24 hours.
 * `day` is the day of the month that calendar steps aim at, as in a `TimeAxis`.
 */
export const gridSchema = z.strictObject({
  step: z.strictObject({
    unit: z.enum(["second", "minute", "hour", "day", "week", "month", "quarter", "year"]),
    count: z.number().positive(),
  }),
  anchor: z.number(),
  day: z.int().min(1).max(31).optional(),
});
export type Grid = z.infer<typeof gridSchema>;

/** The clock on the wall: what the file's format and time zone say of it. */
export type WallClock = Pick<TableTime, "format" | "zone">;

/**
 * The grid that times lie on, or that they are to be brought to; `times` are those of all series, each in order. Where
 * most of them follow a step that `every` divides, they keep their place in it: readings at half past stay at half
 * past. Otherwise intervals begin where the clock and calendar begin them: on the full hour, at midnight, on Monday, on
 * the first of a month. Undefined where no step is named and none is kept by half of the rows.
 */
export function gridOf(times: Float64Array, clock: WallClock, every: Step | undefined): Grid | undefined {
  const shown = times.map((time) => wallOf(clock, time));
  const found = inferStep(shown, clock.format.includes("D") ? "DD" : "");
  const own = found !== undefined && found.share >= 0.5 ? found : undefined;
  const step = every ?? own?.step;
  if (step === undefined) return undefined;
  if (own === undefined || own.wanders || (every !== undefined && !divides(every, own.step)))
    return naturalGrid(step, clock);
  const day = own.day === undefined ? {} : { day: own.day };
  return { step, anchor: usualPlace(isOfDays(step) ? shown : times, step), ...day };
}

/** The number of the interval that a time lies in. */
export function slotOf(grid: Grid, clock: WallClock, time: number): number {
  const at = isOfDays(grid.step) ? wallOf(clock, time) : time;
  const months = stepMonths(grid.step);
  if (months === 0) {
    const slot = (at - grid.anchor) / stepMs(grid.step);
    const near = Math.round(slot);
    // Times are read to the microsecond: what rounding took from a boundary is given back.
    return Math.abs(slot - near) * stepMs(grid.step) < 1e-3 ? near : Math.floor(slot);
  }
  const slot = Math.floor((monthTimeOf(at).month - monthTimeOf(grid.anchor).month) / months);
  return beginOf(grid, slot) > at ? slot - 1 : slot;
}

/** When an interval begins, epoch milliseconds. */
export function timeOfSlot(grid: Grid, clock: WallClock, slot: number): number {
  const begin = beginOf(grid, slot);
  return isOfDays(grid.step) ? timeOfWall(clock, begin) : begin;
}

function beginOf({ step, anchor, day }: Grid, slot: number): number {
  const axis = { kind: "calendar", start: anchor, step, length: 0, format: "" } as const;
  return timeAt(day === undefined ? axis : { ...axis, day }, slot);
}

function naturalGrid(step: Step, clock: WallClock): Grid {
  // The first of January 2000 begins a month, a quarter and a year; the week's Monday is the third.
  const begin = Date.UTC(2000, 0, step.unit === "week" ? 3 : 1);
  return { step, anchor: isOfDays(step) ? begin : timeOfWall(clock, begin) };
}

function isOfDays(step: Step): boolean {
  return stepMonths(step) > 0 || stepMs(step) % FIXED_MS.day === 0;
}

function wallOf({ format, zone }: WallClock, time: number): number {
  return zone === undefined ? time + offsetOf(format) : clockOf(zone, time);
}

function timeOfWall({ format, zone }: WallClock, shown: number): number {
  return zone === undefined ? shown - offsetOf(format) : timeOfClock(zone, shown);
}

function divides(every: Step, step: Step): boolean {
  const [months, own] = [stepMonths(every), stepMonths(step)];
  if (months > 0 && own > 0) return own % months === 0;
  return months === 0 && own === 0 && stepMs(step) % stepMs(every) === 0;
}

/** The first time that lies where most of them lie within their step. */
function usualPlace(times: Float64Array, step: Step): number {
  const placeOf = (time: number): number => {
    if (stepMonths(step) === 0) return time - Math.floor(time / stepMs(step)) * stepMs(step);
    const { day, clock } = monthTimeOf(time);
    return day * FIXED_MS.day + clock;
  };
  const counts = new Map<number, { first: number; count: number }>();
  let best = { first: times[0]!, count: 0 };
  for (const time of times) {
    const place = Math.round(placeOf(time) * 1000);
    const entry = counts.get(place) ?? { first: time, count: 0 };
    entry.count++;
    counts.set(place, entry);
    if (entry.count > best.count) best = entry;
  }
  return best.first;
}
