import { checkWeights, type Smoothed } from "./smoothed.ts";

/** The weight of the newest reading in each state, 0 to 1: near 1 forgets quickly. */
export interface SimpleWeights {
  readonly level: number;
}

/**
 * Simple exponential smoothing with a given weight, starting from the first known reading: Brown (1956). A missing reading (NaN)
 * leaves the level as it is; a series without readings gives NaN. As statsmodels' `SimpleExpSmoothing`, initialised as
 * "legacy-heuristic" and not optimised.
 */
export function simpleSmoothing(values: Float64Array, { level: weight }: SimpleWeights): Smoothed {
  checkWeights({ level: weight });
  let level = values.find((value) => !Number.isNaN(value)) ?? Number.NaN;
  const fitted = values.map((value) => {
    const before = level;
    if (!Number.isNaN(value)) level += weight * (value - level);
    return before;
  });
  return { fitted, forecast: (horizon) => new Float64Array(horizon).fill(level) };
}
