import { phaseMeans, phasesOf } from "../../prepare/index.ts";
import type { Baseline } from "./baseline.ts";

/** What climatology remembers: the mean of the training part for each phase, from the first to the last. */
export interface ClimatologyFit {
  readonly means: readonly number[];
}

/**
 * Each row is as the training part was on average at its phase: the month or quarter of the year, the time of year (a mean over
 * three weeks around the day), or for steps shorter than a day the time of day. Without a calendar, the phase within the season.
 * A phase that was never read has the mean of all.
 */
export const climatology: Baseline<ClimatologyFit> = {
  name: "climatology",
  fit: (past, { time, season }) => ({ means: phaseMeans(past, phasesOf(time, season)) }),
  forecast({ means }, history, horizon, { time, season }) {
    const phases = phasesOf(time, season);
    return Float64Array.from({ length: horizon }, (_, k) => means[phases.of(history.length + k)] ?? Number.NaN);
  },
};
