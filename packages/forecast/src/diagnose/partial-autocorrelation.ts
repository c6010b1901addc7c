/**
 * Partial autocorrelations at lags 0 to L from autocorrelations: at each lag, what is left of the correlation once all shorter
 * lags have had their say. Yule–Walker equations with adjusted autocovariances (each divided by its own number of pairs), as
 * statsmodels' `pacf(method="ywadjusted")`, solved by the Durbin–Levinson recursion. A series that never changes gives 0.
 *
 * Adjusted autocovariances need not belong to any process: over many lags of a seasonal series values leave −1 … 1 by far. Then all are
 * those of the autocovariances as they are, as `pacf(method="ywm")` has them, which never do (Percival & Walden 1993, section 6.2).
 * @param autocorrelations lags 0 … L of the usual estimate, which divides by n at every lag
 * @param n number of rows, holes included
 */
export function partialAutocorrelation(autocorrelations: Float64Array, n: number): Float64Array {
  const adjusted = yuleWalker(autocorrelations.map((value, lag) => (value * n) / (n - lag)));
  return adjusted.every((value) => Math.abs(value) <= 1) ? adjusted : yuleWalker(autocorrelations);
}

/** The last coefficient of the best prediction from so many steps back, for each number of steps. */
function yuleWalker(correlations: Float64Array): Float64Array {
  const partial = new Float64Array(correlations.length);
  if (correlations[0] !== 1) return partial;
  partial[0] = 1;
  let weights = new Float64Array(0);
  let left = 1;
  for (let lag = 1; lag < correlations.length; lag++) {
    let unexplained = correlations[lag]!;
    for (let j = 0; j < weights.length; j++) unexplained -= weights[j]! * correlations[lag - 1 - j]!;
    const value = left === 0 ? 0 : unexplained / left;
    partial[lag] = value;
    const before = weights;
    weights = new Float64Array(lag);
    for (let j = 0; j < before.length; j++) weights[j] = before[j]! - value * before[before.length - 1 - j]!;
    weights[lag - 1] = value;
    left *= 1 - value * value;
  }
  return partial;
}
