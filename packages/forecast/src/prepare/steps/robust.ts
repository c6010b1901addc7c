import { z } from "zod";
import { knownQuantiles } from "../known.ts";
import { usableSpread } from "../usable-spread.ts";
import { defineStep, eachRow, eachSlope } from "./step.ts";

/**
 * (value − median) / interquartile range of the training part, as scikit-learn's RobustScaler: outliers hardly move it.
 * Where half of the training part is one value, the range is 0 and it is divided by 1. NaN stays NaN.
 */
export const robust = defineStep({
  spec: z.strictObject({ kind: z.literal("robust") }),
  fitted: z.strictObject({ kind: z.literal("robust"), median: z.number(), spread: z.number().positive() }),
  fit(_spec, past) {
    const [first, median, third] = knownQuantiles(past, [0.25, 0.5, 0.75]) as [number, number, number];
    return { kind: "robust" as const, median, spread: usableSpread(third - first) };
  },
  run: ({ median, spread }) => eachRow((value) => (value - median) / spread),
  undo({ median, spread }, forecasts) {
    for (let i = 0; i < forecasts.length; i++) forecasts[i] = forecasts[i]! * spread + median;
    return forecasts;
  },
  gradients: ({ spread }) =>
    eachSlope(
      () => 1 / spread,
      () => spread,
    ),
});
