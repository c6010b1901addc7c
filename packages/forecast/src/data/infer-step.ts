import type { Step, TimeFormat } from "../contracts/time-axis.ts";
import { FIXED_MS, isMonthEnd, monthTimeOf } from "./calendar.ts";
import { offsetOf } from "./time-format.ts";
import { clockOf } from "./zone.ts";

/** The step that most neighbouring times lie apart, and the day of the month they aim at. */
export interface InferredStep {
  readonly step: Step;
  /** For steps of months and more: the day of the month, 31 for month ends; up to 28 it goes without saying. */
  readonly day?: number;
  /** True where there is one time a month, quarter or year, but on no day that stays: last working days, third Fridays. */
  readonly wanders?: true;
  /** Share of neighbours, 0 to 1, that lie exactly this far apart. */
  readonly share: number;
}

/** A share of times or of neighbours that is nearly all of them. */
const MOST = 0.8;
/** Fewer times than this, a month or so apart, are no monthly series by that alone. */
const FEW = 6;

/**
 * Finds the most frequent forward distance between neighbours; undefined where no time follows an earlier one. In a `zone`,
 * distances of days and more are those of its calendar.
 */
export function inferStep(times: Float64Array, format: TimeFormat, zone?: string): InferredStep | undefined {
  const fixed = mode(times.length - 1, (i) => Math.round(times[i + 1]! - times[i]!));
  if (!fixed) return undefined;
  // From 28 days on, distances of months vary: what stays the same is the day of the month.
  if (fixed.value >= 28 * FIXED_MS.day || !format.includes("D")) {
    const local = localTimes(times, format, zone);
    const day = usualDay(local);
    const months = mode(times.length - 1, (i) => monthTimeOf(local[i + 1]!).month - monthTimeOf(local[i]!).month);
    if (months) {
      const step = monthStep(months.value);
      const share = months.count / (times.length - 1);
      if (day !== undefined) return { step, ...(day > 28 ? { day } : {}), share };
      if (fixed.count < MOST * (times.length - 1) && share >= MOST && isOncePerMonth(local)) {
        return { step, wanders: true, share };
      }
    }
  }
  if (zone !== undefined && fixed.value % FIXED_MS.day === 0) {
    const local = localTimes(times, format, zone);
    const days = mode(times.length - 1, (i) => dayOf(local[i + 1]!) - dayOf(local[i]!));
    if (days) return { step: fixedStep(days.value * FIXED_MS.day), share: days.count / (times.length - 1) };
  }
  return { step: fixedStep(fixed.value), share: fixed.count / (times.length - 1) };
}

/** True where enough times follow each other, no two of them within a month. */
function isOncePerMonth(local: Float64Array): boolean {
  return (
    local.length > FEW &&
    local.every(
      (time, i) => i === 0 || time <= local[i - 1]! || monthTimeOf(time).month > monthTimeOf(local[i - 1]!).month,
    )
  );
}

const dayOf = (ms: number): number => Math.floor(ms / FIXED_MS.day);

function localTimes(times: Float64Array, format: TimeFormat, zone: string | undefined): Float64Array {
  const offset = offsetOf(format);
  return times.map((time) => (zone === undefined ? time + offset : clockOf(zone, time)));
}

function monthStep(months: number): Step {
  if (months % 12 === 0) return { unit: "year", count: months / 12 };
  return months === 3 ? { unit: "quarter", count: 1 } : { unit: "month", count: months };
}

function fixedStep(ms: number): Step {
  for (const unit of ["week", "day", "hour", "minute"] as const) {
    if (ms % FIXED_MS[unit] === 0) return { unit, count: ms / FIXED_MS[unit] };
  }
  return { unit: "second", count: ms / FIXED_MS.second };
}

/** The day of the month that nearly all times keep to, if there is one; a shorter month has its last day instead. */
function usualDay(times: Float64Array): number | undefined {
  const most = mode(times.length, (i) => monthTimeOf(times[i]!).day)?.value ?? 1;
  // 28, 31, 30, 31 … are month ends, whichever of these days is the most frequent.
  for (const day of [most, 31]) {
    const keeps = (time: number): boolean => {
      const found = monthTimeOf(time).day;
      return found === day || (found < day && isMonthEnd(time));
    };
    if (share(times, keeps) >= MOST) return day;
  }
  return undefined;
}

function share(times: Float64Array, holds: (time: number) => boolean): number {
  let count = 0;
  for (const time of times) if (holds(time)) count++;
  return count / times.length;
}

/** The most frequent positive value, the smallest of equals; undefined where none is positive. */
function mode(length: number, at: (index: number) => number): { value: number; count: number } | undefined {
  const counts = new Map<number, number>();
  for (let i = 0; i < length; i++) {
    const value = at(i);
    if (value > 0) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  let best: { value: number; count: number } | undefined;
  for (const [value, count] of counts) {
    if (!best || count > best.count || (count === best.count && value < best.value)) best = { value, count };
  }
  return best;
}
