import type { Bounds } from "./iqr-bounds.ts";
import { medianDeviation } from "./median-deviation.ts";

/** Rows that a row is judged by, besides itself, and how many deviations from their median are still usual. */
export interface HampelWindow {
  readonly before: number;
  readonly after: number;
  readonly limit: number;
}

/** Makes the median absolute deviation of a normal distribution its standard deviation: 1 / Φ⁻¹(3/4). */
const NORMAL = 1.4826;

/**
 * Hampel's identifier in a moving window: median ± limit · 1.4826 · median absolute deviation of the known values around
 * each row (Pearson, Outliers in process modeling and identification, 2002). Rows whose window is known to less than
 * half, or whose values are mostly one and the same, are not judged: their bounds are infinite.
 */
export function hampelBounds(values: Float64Array, { before, after, limit }: HampelWindow): Bounds[] {
  const ascending: number[] = []; // the known values of the window
  const needed = (before + after + 1) / 2;
  const add = (value: number | undefined): void => {
    if (value !== undefined && !Number.isNaN(value)) ascending.splice(placeOf(ascending, value), 0, value);
  };
  const remove = (value: number | undefined): void => {
    if (value !== undefined && !Number.isNaN(value)) ascending.splice(placeOf(ascending, value), 1);
  };
  for (let row = 0; row < after; row++) add(values[row]);
  return Array.from(values, (_, row) => {
    add(values[row + after]);
    remove(values[row - before - 1]);
    const { median, deviation } = medianDeviation(ascending);
    if (ascending.length < needed || !(deviation > 0)) {
      return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
    }
    const reach = limit * NORMAL * deviation;
    return { low: median - reach, high: median + reach };
  });
}

/** The first place of ascending values whose value is not below `value`. */
function placeOf(ascending: readonly number[], value: number): number {
  let [from, to] = [0, ascending.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (ascending[middle]! < value) from = middle + 1;
    else to = middle;
  }
  return from;
}
