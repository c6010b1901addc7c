import { z } from "zod";
import { harmonicMeans } from "../harmonics.ts";
import { phaseMeans, phaseSums, phasesOf } from "../phase.ts";
import { defineStep, eachRow, eachSlope } from "./step.ts";

const kind = z.literal("seasonal_mean");
const season = z.int().min(1);

/**
 * value − the training part's mean at the same phase: the month of the year, the time of year (three weeks around the day), or for
 * steps shorter than a day the time of day; without a calendar, the row within `season`. With `harmonics` the means are so many waves
 * over the phases instead. What remains are anomalies, as climatology calls them. Undoing adds the mean of the forecast's own phase.
 */
export const seasonalMean = defineStep({
  spec: z.strictObject({ kind, season, harmonics: z.int().min(1).max(10).optional() }),
  fitted: z.strictObject({ kind, season, means: z.array(z.number()).min(1).max(86_400_000) }),
  fit({ kind, season, harmonics }, past, time) {
    const phases = phasesOf(time, season);
    const means =
      harmonics === undefined ? phaseMeans(past, phases) : harmonicMeans(phaseSums(past, phases), harmonics);
    return { kind, season, means };
  },
  run(fitted, time) {
    const phases = phasesOf(time, fitted.season);
    return eachRow((value, row) => value - fitted.means[phases.of(row)]!);
  },
  undo(fitted, forecasts, { origins, time }) {
    const phases = phasesOf(time, fitted.season);
    const h = forecasts.length / origins.length;
    for (let i = 0, w = 0; w < origins.length; w++) {
      for (let k = 1; k <= h; k++, i++) forecasts[i]! += fitted.means[phases.of(origins[w]! + k)]!;
    }
    return forecasts;
  },
  gradients: () =>
    eachSlope(
      () => 1,
      () => 1,
    ),
});
