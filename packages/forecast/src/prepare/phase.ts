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

/**
 * Phases of a time axis: the month or quarter of the year, the day of the year for steps of days and weeks, the time of day for
 * shorter ones (to the minute), all by the clock on the wall. Without a calendar, the row within the season of `season` rows.
 */
export function phasesOf(time: TimeAxis, season: number): Phases {
  if (time.kind === "count") {
    return { count: season, reach: 0, of: (row) => (((time.start + row) % season) + season) % season };
  }
  const date = (row: number): Date => new Date(wallTimeAt(time, row));
  switch (time.step.unit) {
    case "year":
      return { count: 1, reach: 0, of: () => 0 };
    case "quarter":
      return { count: 4, reach: 0, of: (row) => Math.floor(date(row).getUTCMonth() / 3) };
    case "month":
      return { count: 12, reach: 0, of: (row) => date(row).getUTCMonth() };
    case "week":
    case "day":
      return { count: 366, reach: NEIGHBOURS, of: (row) => dayOfYear(date(row)) };
    default: {
      const step = Math.max(MINUTE, timeAt(time, 1) - timeAt(time, 0));
      const count = Math.max(1, Math.floor(DAY / step));
      const slot = (ms: number): number => Math.min(count - 1, Math.floor((ms - Math.floor(ms / DAY) * DAY) / step));
      return { count, reach: 0, of: (row) => slot(wallTimeAt(time, row)) };
    }
  }
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY);
}

/** Mean of the known values of each phase, neighbours included; the mean of all where a phase was never read, 0 where nothing was. */
export function phaseMeans(past: PastRows, phases: Phases): number[] {
  const sums = new Float64Array(phases.count);
  const counts = new Float64Array(phases.count);
  let sum = 0;
  let known = 0;
  let row = 0;
  for (const piece of past.pieces()) {
    for (const value of piece) {
      const phase = phases.of(row++);
      if (Number.isNaN(value)) continue;
      sums[phase]! += value;
      counts[phase]!++;
      sum += value;
      known++;
    }
  }
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
