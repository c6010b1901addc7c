import { z } from "zod";
import { meanOfKnown } from "../known.ts";
import { usableSpread } from "../usable-spread.ts";
import { defineStep, eachRow, eachSlope } from "./step.ts";

/**
 * (value − mean) / standard deviation of the training part; the population's deviation (divided by n), as
 * scikit-learn's StandardScaler. A constant training part is divided by 1. NaN stays NaN.
 */
export const standard = defineStep({
  spec: z.strictObject({ kind: z.literal("standard") }),
  fitted: z.strictObject({ kind: z.literal("standard"), mean: z.number(), spread: z.number().positive() }),
  fit(_spec, past) {
    const mean = meanOfKnown(past, (value) => value);
    const variance = meanOfKnown(past, (value) => (value - mean) * (value - mean));
    return { kind: "standard" as const, mean, spread: usableSpread(Math.sqrt(variance)) };
  },
  run: ({ mean: center, spread }) => eachRow((value) => (value - center) / spread),
  undo({ mean: center, spread }, forecasts) {
    for (let i = 0; i < forecasts.length; i++) forecasts[i] = forecasts[i]! * spread + center;
    return forecasts;
  },
  gradients: ({ spread }) =>
    eachSlope(
      () => 1 / spread,
      () => spread,
    ),
});
