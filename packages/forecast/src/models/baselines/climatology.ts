import type { TimeAxis } from "../../contracts/index.ts";
import { timeAt } from "../../data/index.ts";
import type { Baseline, BaselineOptions } from "./baseline.ts";

/** What climatology remembers: the mean of the training part for each phase, from the first to the last. */
export interface ClimatologyFit {
  readonly means: readonly number[];
}

const DAY = 86_400_000;
/** Days of the year on either side that share a mean: single days have too few years to tell. */
const NEIGHBOURS = 10;

/**
 * Each row is as the training part was on average at its phase: the month or quarter of the year, the time of year (a mean over
 * three weeks around the day), or for steps shorter than a day the time of day. Without a calendar, the phase within the season.
 * A phase that was never read has the mean of all.
 */
export const climatology: Baseline<ClimatologyFit> = {
  name: "climatology",
  fit(past, options) {
    const { phases, reach } = phasesOf(options);
    const sums = new Float64Array(phases);
    const counts = new Float64Array(phases);
    let sum = 0;
    let count = 0;
    past.values.forEach((value, row) => {
      if (Number.isNaN(value)) return;
      const phase = phaseAt(options, row);
      sums[phase]! += value;
      counts[phase]!++;
      sum += value;
      count++;
    });
    const mean = count > 0 ? sum / count : 0;
    const means = Array.from({ length: phases }, (_, phase) => {
      let near = 0;
      let known = 0;
      for (let k = -reach; k <= reach; k++) {
        const at = (phase + k + phases) % phases;
        near += sums[at]!;
        known += counts[at]!;
      }
      return known > 0 ? near / known : mean;
    });
    return { means };
  },
  forecast({ means }, history, horizon, options) {
    return Float64Array.from({ length: horizon }, (_, k) => means[phaseAt(options, history.length + k)] ?? Number.NaN);
  },
};

/** Phases in a season of the time axis, and how many neighbours on either side share a mean. */
function phasesOf({ time, season }: BaselineOptions): { readonly phases: number; readonly reach: number } {
  if (time.kind === "count") return { phases: season, reach: 0 };
  switch (time.step.unit) {
    case "year":
      return { phases: 1, reach: 0 };
    case "quarter":
      return { phases: 4, reach: 0 };
    case "month":
      return { phases: 12, reach: 0 };
    case "week":
    case "day":
      return { phases: 366, reach: NEIGHBOURS };
    default:
      return { phases: Math.max(1, Math.floor(DAY / stepLength(time))), reach: 0 };
  }
}

function phaseAt(options: BaselineOptions, row: number): number {
  const { time, season } = options;
  const ms = timeAt(time, row);
  if (time.kind === "count") return ((ms % season) + season) % season;
  const date = new Date(ms);
  switch (time.step.unit) {
    case "year":
      return 0;
    case "quarter":
      return Math.floor(date.getUTCMonth() / 3);
    case "month":
      return date.getUTCMonth();
    case "week":
    case "day":
      return Math.floor((ms - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY);
    default: {
      const phases = phasesOf(options).phases;
      return Math.min(phases - 1, Math.floor((((ms % DAY) + DAY) % DAY) / stepLength(time)));
    }
  }
}

/** Milliseconds of a step shorter than a day. */
function stepLength(time: TimeAxis): number {
  return timeAt(time, 1) - timeAt(time, 0);
}
