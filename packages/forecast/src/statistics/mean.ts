/**
 * The mean of values, summed as distances from the first: the mean of equal values is that value to the last bit.
 * No values, or NaN among them, give NaN.
 */
export function mean(values: ArrayLike<number>): number {
  const first = values[0];
  if (first === undefined) return Number.NaN;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! - first;
  return first + sum / values.length;
}
