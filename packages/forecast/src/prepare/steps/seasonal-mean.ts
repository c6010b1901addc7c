import { z } from "zod";
import { phaseMeans, phasesOf } from "../phase.ts";
import { defineStep, eachRow, eachSlope } from "./step.ts";

const kind = z.literal("seasonal_mean");
const season = z.int().min(1);

/**
 * value − the training part's mean at the same phase: the month of the year, the time of year (three weeks around the day), or for
 * steps shorter than a day the time of day; without a calendar, the row within `season`. What remains are anomalies, as
 * climatology calls them. Undoing adds the mean of the forecast's own phase.
 */
export const seasonalMean = defineStep({
  spec: z.strictObject({ kind, season }),
  fitted: z.strictObject({ kind, season, means: z.array(z.number()).min(1).max(86_400_000) }),
  fit: (spec, past, time) => ({ ...spec, means: phaseMeans(past, phasesOf(time, spec.season)) }),
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
