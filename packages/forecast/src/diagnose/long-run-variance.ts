import { elementary } from "@gatecast/engine";

/**
 * The variance of a mean times its number of readings, for readings that depend on each other: Newey & West (1987), Bartlett
 * weights up to `lags`.
 * @param residuals deviations from what is fitted, without holes
 */
export function longRunVariance(residuals: Float64Array, lags: number): number {
  let sum = product(residuals, 0);
  for (let lag = 1; lag <= lags; lag++) sum += 2 * (1 - lag / (lags + 1)) * product(residuals, lag);
  return sum / residuals.length;
}

/** The number of lags that the residuals call for: Hobijn, Franses & Ooms (2004), for Bartlett weights. */
export function automaticLags(residuals: Float64Array): number {
  const n = residuals.length;
  let flat = product(residuals, 0) / n;
  let steep = 0;
  for (let lag = 1; lag <= Math.floor(elementary.pow(n, 2 / 9)); lag++) {
    const covariance = (2 * product(residuals, lag)) / n;
    flat += covariance;
    steep += lag * covariance;
  }
  if (flat === 0) return 0;
  const ratio = steep / flat;
  const lags = Math.floor(1.1447 * elementary.pow(ratio * ratio, 1 / 3) * elementary.pow(n, 1 / 3));
  return Math.min(lags, n - 1);
}

function product(values: Float64Array, lag: number): number {
  let sum = 0;
  for (let i = lag; i < values.length; i++) sum += values[i]! * values[i - lag]!;
  return sum;
}
