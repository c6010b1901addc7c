/** A point of a line: where it lies on the axis, and its value; NaN breaks the line. */
export type Point = readonly [at: number, value: number];

/**
 * Leaves at most about `4 · buckets` points of a line without changing how it looks: each bucket of neighbours
 * keeps its first, lowest, highest and last point, so extremes stay, and one NaN where it has a gap.
 */
export function thinLine(points: readonly Point[], buckets: number): readonly Point[] {
  if (points.length <= buckets * 4) return points;
  const thinned: Point[] = [];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.floor((bucket * points.length) / buckets);
    const to = Math.floor(((bucket + 1) * points.length) / buckets);
    for (const index of kept(points, from, to)) thinned.push(points[index]!);
  }
  return thinned;
}

/** Indices worth keeping in `[from, to)`, ascending. */
function kept(points: readonly Point[], from: number, to: number): readonly number[] {
  let low = -1;
  let high = -1;
  let gap = -1;
  for (let i = from; i < to; i++) {
    const value = points[i]![1];
    if (Number.isNaN(value)) gap = gap < 0 ? i : gap;
    else {
      if (low < 0 || value < points[low]![1]) low = i;
      if (high < 0 || value > points[high]![1]) high = i;
    }
  }
  return [...new Set([from, low, high, gap, to - 1])].filter((index) => index >= 0).sort((a, b) => a - b);
}
