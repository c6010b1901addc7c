import type { SimpleWeights } from "./simple.ts";
import { checkWeights, type Smoothed } from "./smoothed.ts";

/** Weights of level and trend, each 0 to 1. */
export interface HoltWeights extends SimpleWeights {
  readonly trend: number;
}

/**
 * Holt's linear trend with given weights, starting from the first reading and the first difference: Holt (1957). A missing reading
 * (NaN) moves the level on by the trend; where the first two readings are missing, the first known ones start it, with trend
 * 0 where they are no neighbours. As statsmodels' `Holt`, initialised as "legacy-heuristic" and not optimised.
 */
export function holtSmoothing(values: Float64Array, weights: HoltWeights): Smoothed {
  checkWeights({ level: weights.level, trend: weights.trend });
  const first = values.findIndex((value) => !Number.isNaN(value));
  const change = (values[first + 1] ?? Number.NaN) - (values[first] ?? Number.NaN);
  let level = values[first] ?? Number.NaN;
  let trend = Number.isNaN(change) ? 0 : change;
  // The state before the first reading, so that the first forecast is made of it like all others.
  const fitted = values.map((value, row) => {
    if (row < first) return Number.NaN;
    const ahead = level + trend;
    const next = Number.isNaN(value) ? ahead : ahead + weights.level * (value - ahead);
    trend = weights.trend * (next - level) + (1 - weights.trend) * trend;
    level = next;
    return ahead;
  });
  return { fitted, forecast: (horizon) => Float64Array.from({ length: horizon }, (_, i) => level + (i + 1) * trend) };
}
