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
  const centred = new Float64Array(LAGS - 1 + n);
  // What is unknown adds nothing to a sum.
  for (let i = 0; i < n; i++) centred[LAGS - 1 + i] = Number.isNaN(values[i]!) ? 0 : values[i]! - mean;
  const variance = productSums(centred, 0)[0]! / known;
  if (!(variance > 0 && variance < Number.POSITIVE_INFINITY)) return result;
  const last = Math.min(maxLag, n - 1);
  for (let first = 0; first <= last; first += LAGS) {
    const sums = productSums(centred, first);
    for (let lag = first; lag < Math.min(first + LAGS, last + 1); lag++) {
      const pairs = known === n ? n - lag : knownPairs(values, lag);
      // The usual estimate divides by n at every lag, which pulls long lags towards 0; holes must not undo that.
      if (pairs > 0) result[lag] = (sums[lag - first]! / pairs / variance) * ((n - lag) / n);
    }
  }
  return result;
}

/** Lags whose products are summed side by side: one sum alone waits for each of its additions. */
const LAGS = 4;

/** Sums of products at the lags `first … first + 3`, of values behind as many zeros less one. */
function productSums(centred: Float64Array, first: number): [number, number, number, number] {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = LAGS - 1 + first; i < centred.length; i++) {
    const value = centred[i]!;
    const before = i - first;
    a += value * centred[before]!;
    b += value * centred[before - 1]!;
    c += value * centred[before - 2]!;
    d += value * centred[before - 3]!;
  }
  return [a, b, c, d];
}

function knownPairs(values: Float64Array, lag: number): number {
  let pairs = 0;
  for (let i = lag; i < values.length; i++) {
    if (!Number.isNaN(values[i]!) && !Number.isNaN(values[i - lag]!)) pairs++;
  }
  return pairs;
}
