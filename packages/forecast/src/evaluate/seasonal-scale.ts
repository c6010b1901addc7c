import type { Past } from "../prepare/index.ts";

/**
 * The mean of |y_t − y_{t−m}| over the pairs of the training part that are both known: the denominator of MASE.
 * 0 where the training part repeats itself exactly, NaN where it holds no such pair.
 */
export function seasonalScale(past: Past, season: number): number {
  const { values } = past;
  let sum = 0;
  let pairs = 0;
  for (let t = season; t < values.length; t++) {
    const distance = Math.abs(values[t]! - values[t - season]!);
    if (Number.isNaN(distance)) continue;
    sum += distance;
    pairs++;
  }
  return pairs === 0 ? Number.NaN : sum / pairs;
}
