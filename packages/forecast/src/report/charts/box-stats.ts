import { quantile } from "../../statistics/index.ts";

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
 * (Tukey, Exploratory Data Analysis, 1977). Readings that are not finite are left out; undefined where none is left.
 */
export function boxStats(values: Float64Array): BoxStats | undefined {
  const sorted = values.filter(Number.isFinite).sort();
  if (sorted.length === 0) return undefined;
  const quartiles = [quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75)] as const;
  const reach = 1.5 * (quartiles[2] - quartiles[0]);
  const inside = sorted.filter((value) => value >= quartiles[0] - reach && value <= quartiles[2] + reach);
  const lower = inside[0]!;
  const upper = inside.at(-1)!;
  const outliers = sorted.filter((value) => value < lower || value > upper);
  return { count: sorted.length, lower, quartiles, upper, outliers };
}
