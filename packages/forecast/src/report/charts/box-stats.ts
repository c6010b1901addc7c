import { quantile, valuesWhere } from "../../statistics/index.ts";

/** What a box plot draws of one column. */
export interface BoxStats {
  /** Readings that are known. */
  readonly count: number;
  readonly lower: number;
  readonly quartiles: readonly [first: number, median: number, third: number];
  readonly upper: number;
  /** Readings beyond the whiskers, ascending. */
  readonly outliers: Float64Array;
}

/**
 * Quartiles, whiskers at the furthest readings within 1.5 times the interquartile range of the box, and what lies beyond
 * (Tukey, Exploratory Data Analysis, 1977). Readings that are not finite are left out; undefined where none is left. `room` is at least as
 * long as the values, and written to.
 */
export function boxStats(
  values: Float64Array,
  room: Float64Array = new Float64Array(values.length),
): BoxStats | undefined {
  const sorted = valuesWhere(values, Number.isFinite, room).sort();
  if (sorted.length === 0) return undefined;
  const quartiles = [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)] as const;
  const reach = 1.5 * (quartiles[2] - quartiles[0]);
  let [from, to] = [0, sorted.length];
  while (sorted[from]! < quartiles[0] - reach) from++;
  while (sorted[to - 1]! > quartiles[2] + reach) to--;
  const outliers = new Float64Array(from + sorted.length - to);
  outliers.set(sorted.subarray(0, from));
  outliers.set(sorted.subarray(to), from);
  return { count: sorted.length, lower: sorted[from]!, quartiles, upper: sorted[to - 1]!, outliers };
}
