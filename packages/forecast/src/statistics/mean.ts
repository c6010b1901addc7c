/**
 * The mean of values, summed as distances from the first: the mean of equal values is that value to the last bit.
 * No values, or NaN among them, give NaN; finite values give a finite mean.
 */
export function mean(values: ArrayLike<number>): number {
  const first = values[0];
  if (first === undefined) return Number.NaN;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! - first;
  // Distances may be too large to be numbers where the values are not.
  if (!Number.isFinite(sum)) return meanOfShares(values);
  return first + sum / values.length;
}

function meanOfShares(values: ArrayLike<number>): number {
  let mean = 0;
  for (let i = 0; i < values.length; i++) mean += values[i]! / values.length;
  return mean;
}
