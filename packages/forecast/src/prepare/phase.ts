import type { TimeAxis } from "../contracts/index.ts";
import type { PastRows } from "../contracts/past.ts";
import { timeAt } from "../data/index.ts";
import { wallTimeAt } from "./wall-time.ts";

const DAY = 86_400_000;
/** A day has no more times than minutes: no series fills one a tenth of a second long, and model files hold them all. */
const MINUTE = 60_000;
/** Days of the year on either side that share a mean: single days have too few years to tell. */
const NEIGHBOURS = 10;

/** The places within a season that rows can have, and which of them has which row. */
export interface Phases {
  readonly count: number;
  /** Phases on either side that share a mean. */
  readonly reach: number;
  /** Phase of a row, from 0; rows before the first and beyond the last have one too. */
  of(row: number): number;
}

/** What the phases of a time axis are counted in. */
export type PhaseUnit =
  | { readonly kind: "row"; readonly count: number }
  | { readonly kind: "month"; readonly count: number; readonly months: number }
  | { readonly kind: "day_of_year"; readonly count: number }
  | { readonly kind: "time_of_day"; readonly count: number; readonly step: number };

/**
 * Phases of a time axis: the month or quarter of the year, the day of the year for steps of days and weeks, the time of day for
 * shorter ones (to the minute), all by the clock on the wall. Without a calendar, the row within the season of `season` rows.
 */
export function phaseUnit(time: TimeAxis, season: number): PhaseUnit {
  if (time.kind === "count") return { kind: "row", count: season };
  switch (time.step.unit) {
    case "year":
      return { kind: "month", count: 1, months: 12 };
    case "quarter":
      return { kind: "month", count: 4, months: 3 };
    case "month":
      return { kind: "month", count: 12, months: 1 };
    case "week":
    case "day":
      return { kind: "day_of_year", count: 366 };
    default: {
      const step = Math.max(MINUTE, timeAt(time, 1) - timeAt(time, 0));
      return { kind: "time_of_day", count: Math.max(1, Math.floor(DAY / step)), step };
    }
  }
}

/** Which phase has which row; see `phaseUnit`. */
export function phasesOf(time: TimeAxis, season: number): Phases {
  const unit = phaseUnit(time, season);
  const { count } = unit;
  const date = (row: number): Date => new Date(wallTimeAt(time, row));
  switch (unit.kind) {
    case "row":
      return { count, reach: 0, of: (row) => (((time.start + row) % count) + count) % count };
    case "month":
      return { count, reach: 0, of: (row) => Math.floor(date(row).getUTCMonth() / unit.months) };
    case "day_of_year":
      return { count, reach: NEIGHBOURS, of: (row) => dayOfYear(date(row)) };
    case "time_of_day": {
      const slot = (ms: number): number => Math.floor((ms - Math.floor(ms / DAY) * DAY) / unit.step);
      return { count, reach: 0, of: (row) => Math.min(count - 1, slot(wallTimeAt(time, row))) };
    }
  }
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY);
}

/** What is known of each phase: the sum of its values, and how many there are. */
export interface PhaseSums {
  readonly sums: Float64Array; // [phases]
  readonly counts: Float64Array; // [phases]
}

/** Adds up the known values of each phase. */
export function phaseSums(past: PastRows, phases: Phases): PhaseSums {
  const sums = new Float64Array(phases.count);
  const counts = new Float64Array(phases.count);
  let row = 0;
  for (const piece of past.pieces()) {
    for (const value of piece) {
      const phase = phases.of(row++);
      if (Number.isNaN(value)) continue;
      sums[phase]! += value;
      counts[phase]!++;
    }
  }
  return { sums, counts };
}

/** Mean of the known values of each phase, neighbours included; the mean of all where a phase was never read, 0 where nothing was. */
export function phaseMeans(past: PastRows, phases: Phases): number[] {
  const { sums, counts } = phaseSums(past, phases);
  const sum = sums.reduce((total, value) => total + value, 0);
  const known = counts.reduce((total, value) => total + value, 0);
  return Array.from({ length: phases.count }, (_, phase) => {
    let near = 0;
    let count = 0;
    for (let k = -phases.reach; k <= phases.reach; k++) {
      const at = (phase + k + phases.count) % phases.count;
      near += sums[at]!;
      count += counts[at]!;
    }
    return count > 0 ? near / count : known > 0 ? sum / known : 0;
  });
}
