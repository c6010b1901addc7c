import { z } from "zod";
import { knownValues, quantile } from "../../statistics/index.ts";
import { usableSpread } from "../usable-spread.ts";
import { defineStep, eachRow } from "./step.ts";

/**
 * (value − median) / interquartile range of the training part, as scikit-learn's RobustScaler: outliers hardly move it.
 * Where half of the training part is one value, the range is 0 and it is divided by 1. NaN stays NaN.
 */
export const robust = defineStep({
  spec: z.strictObject({ kind: z.literal("robust") }),
  fitted: z.strictObject({ kind: z.literal("robust"), median: z.number(), spread: z.number().positive() }),
  fit(_spec, past) {
    const ascending = knownValues(past).sort();
    const spread = quantile(ascending, 0.75) - quantile(ascending, 0.25);
    return { kind: "robust" as const, median: quantile(ascending, 0.5), spread: usableSpread(spread) };
  },
  run: ({ median, spread }) => eachRow((value) => (value - median) / spread),
  undo: ({ median, spread }, forecast) => forecast.map((value) => value * spread + median),
});
