/**
 * Autocorrelation at lags 0 to `maxLag`, from −1 to 1: products of known neighbours over the known values' variance. NaN
 * readings are left out of both; a lag without known pairs, or a series that never changes or is too large to be squared, gives 0.
 */
export function autocorrelation(values: Float64Array, maxLag: number): Float64Array {
  const result = new Float64Array(maxLag + 1);
  const n = values.length;
  let sum = 0;
  let known = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    known++;
  }
  const mean = sum / known;
  const centred = values.map((value) => value - mean);
  const variance = meanProduct(centred, 0).mean;
  if (!(variance > 0 && variance < Number.POSITIVE_INFINITY)) return result;
  for (let lag = 0; lag <= Math.min(maxLag, n - 1); lag++) {
    const { mean: covariance, pairs } = meanProduct(centred, lag);
    // The usual estimate divides by n at every lag, which pulls long lags towards 0; holes must not undo that.
    if (pairs > 0) result[lag] = (covariance / variance) * ((n - lag) / n);
  }
  return result;
}

function meanProduct(centred: Float64Array, lag: number): { mean: number; pairs: number } {
  let sum = 0;
  let pairs = 0;
  for (let i = lag; i < centred.length; i++) {
    const product = centred[i]! * centred[i - lag]!;
    if (!Number.isNaN(product)) {
      sum += product;
      pairs++;
    }
  }
  return { mean: pairs > 0 ? sum / pairs : 0, pairs };
}
