/** Half of the values lie no further than this from their median, and half no nearer. */
export interface MedianDeviation {
  readonly median: number;
  /** Median of |value − median|; not yet scaled by 1.4826, which makes it the deviation of a normal distribution. */
  readonly deviation: number;
}

/** Median and median absolute deviation of the first `n` of ascending values, by default all; no values give NaN. */
export function medianDeviation(ascending: ArrayLike<number>, n = ascending.length): MedianDeviation {
  if (n === 0) return { median: Number.NaN, deviation: Number.NaN };
  const upper = ascending[n >> 1]!;
  const median = n % 2 === 1 ? upper : halfOf(ascending[(n >> 1) - 1]!, upper);
  // Distances grow from the middle to both ends: they are met in order, and half of them is enough.
  let below = (n >> 1) - 1;
  let above = n >> 1;
  let [before, last] = [0, 0];
  for (let taken = 0; taken <= n >> 1; taken++) {
    before = last;
    const down = below < 0 ? Number.POSITIVE_INFINITY : median - ascending[below]!;
    const up = above >= n ? Number.POSITIVE_INFINITY : ascending[above]! - median;
    last = Math.min(down, up);
    if (down <= up) below--;
    else above++;
  }
  return { median, deviation: n % 2 === 1 ? last : halfOf(before, last) };
}

/** The mean of two, which is a number even where their sum is not. */
function halfOf(one: number, other: number): number {
  const sum = one + other;
  return Number.isFinite(sum) ? sum / 2 : one / 2 + other / 2;
}
