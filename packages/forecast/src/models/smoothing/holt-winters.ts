import { mean } from "../../statistics/index.ts";
import type { HoltWeights } from "./holt.ts";
import { checkWeights, type Smoothed } from "./smoothed.ts";

/** Weights of level, trend and season, each 0 to 1. */
export interface HoltWintersWeights extends HoltWeights {
  readonly season: number;
}

/**
 * Holt and Winters' method with an additive season and given weights: Winters (1960). It starts from the mean of the first row of
 * every period as level, the mean change from the first period to the second as trend, and the first period less the level as
 * season; as statsmodels' `ExponentialSmoothing`, initialised as "legacy-heuristic" and not optimised. The first two periods have
 * no holes; a later missing reading (NaN) moves the level on by the trend and leaves the season.
 * @throws RangeError where there are fewer than two whole periods or holes in them.
 */
export function holtWintersSmoothing(values: Float64Array, period: number, weights: HoltWintersWeights): Smoothed {
  checkWeights({ level: weights.level, trend: weights.trend, season: weights.season });
  const start = values.subarray(0, 2 * period);
  if (!Number.isInteger(period) || period < 2 || start.length < 2 * period || start.some(Number.isNaN)) {
    throw new RangeError(`internal: Holt–Winters needs two complete periods of ${period} rows`);
  }
  let level = mean(values.filter((value, row) => row % period === 0 && !Number.isNaN(value)));
  let trend = mean(values.slice(0, period).map((value, row) => (values[row + period]! - value) / period));
  const season = values.slice(0, period).map((value) => value - level);
  const fitted = values.map((value, row) => {
    const phase = row % period;
    const ahead = level + trend;
    const forecast = ahead + season[phase]!;
    const error = Number.isNaN(value) ? 0 : value - forecast;
    const next = ahead + weights.level * error;
    trend = weights.trend * (next - level) + (1 - weights.trend) * trend;
    level = next;
    // statsmodels forecasts the last reading's phase with the season as it stood before that reading; so do we, to agree with it.
    if (row < values.length - 1) season[phase]! += weights.season * error;
    return forecast;
  });
  const forecast = (horizon: number): Float64Array =>
    Float64Array.from({ length: horizon }, (_, i) => level + (i + 1) * trend + season[(values.length + i) % period]!);
  return { fitted, forecast };
}
