import { z } from "zod";
import { knownRange } from "../known.ts";
import { usableSpread } from "../usable-spread.ts";
import { defineStep, eachRow, eachSlope } from "./step.ts";

/**
 * (value − smallest) / (largest − smallest) of the training part, as scikit-learn's MinMaxScaler.
 * Later values may leave [0, 1]. A constant training part is divided by 1. NaN stays NaN.
 */
export const minMax = defineStep({
  spec: z.strictObject({ kind: z.literal("min_max") }),
  fitted: z.strictObject({ kind: z.literal("min_max"), low: z.number(), spread: z.number().positive() }),
  fit(_spec, past) {
    const { low, high } = knownRange(past);
    return { kind: "min_max" as const, low, spread: usableSpread(high - low) };
  },
  run: ({ low, spread }) => eachRow((value) => (value - low) / spread),
  undo({ low, spread }, forecasts) {
    for (let i = 0; i < forecasts.length; i++) forecasts[i] = forecasts[i]! * spread + low;
    return forecasts;
  },
  gradients: ({ spread }) =>
    eachSlope(
      () => 1 / spread,
      () => spread,
    ),
});
