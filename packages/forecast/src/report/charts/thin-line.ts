/** A point of a line: where it lies on the axis, and its value; NaN breaks the line. */
export type Point = readonly [at: number, value: number];

/**
 * Leaves at most about `4 · buckets` points of a line without changing how it looks: each bucket of neighbours
 * keeps its first, lowest, highest and last point, so extremes stay, and one NaN where it has a gap.
 */
export function thinLine(points: readonly Point[], buckets: number): readonly Point[] {
  if (points.length <= buckets * 4) return points;
  const place = (i: number): number => points[i]![0];
  const value = (i: number): number => points[i]![1];
  return worthKeeping({ length: points.length, place, value }, buckets).map((i) => points[i]!);
}

/** The same for readings in typed arrays, of which a point each would take too much memory. */
export function thinReadings(at: Float64Array, values: Float64Array, buckets: number): Point[] {
  const point = (i: number): Point => [at[i] ?? Number.NaN, values[i] ?? Number.NaN];
  if (values.length <= buckets * 4) return Array.from(values.keys(), point);
  const line = { length: values.length, place: (i: number) => at[i]!, value: (i: number) => values[i]! };
  return worthKeeping(line, buckets).map(point);
}

/** A line of which a point each would take too much memory. */
interface Line {
  readonly length: number;
  place(index: number): number;
  value(index: number): number;
}

function worthKeeping(line: Line, buckets: number): number[] {
  const indices: number[] = [];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.floor((bucket * line.length) / buckets);
    const to = Math.floor(((bucket + 1) * line.length) / buckets);
    indices.push(...kept(line, from, to));
  }
  return indices;
}

/** Indices worth keeping in `[from, to)`, ascending. */
function kept(line: Line, from: number, to: number): readonly number[] {
  let low = -1;
  let high = -1;
  let gap = -1;
  let widest = 0;
  for (let i = from; i < to; i++) {
    const value = line.value(i);
    if (!Number.isNaN(value)) {
      if (low < 0 || value < line.value(low)) low = i;
      if (high < 0 || value > line.value(high)) high = i;
      continue;
    }
    // Of several gaps the widest is the one that would be missed.
    const width = line.place(Math.min(line.length - 1, i + 1)) - line.place(Math.max(0, i - 1));
    if (gap < 0 || width > widest) {
      gap = i;
      widest = width;
    }
  }
  return [...new Set([from, low, high, gap, to - 1])].filter((index) => index >= 0).sort((a, b) => a - b);
}
