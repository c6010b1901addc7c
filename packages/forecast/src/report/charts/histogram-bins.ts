import { elementary } from "@gatecast/engine";
import { quantile } from "../../statistics/index.ts";

/** Counts of readings in bins of equal width. */
export interface HistogramBins {
  readonly start: number;
  readonly width: number;
  readonly counts: readonly number[];
}

const MOST = 60;

/**
 * Bins as wide as Freedman and Diaconis (1981) advise, 2 · IQR / n^⅓, at least 5 and at most 60 of them. Readings that are not
 * finite are left out; undefined where none is left. Readings may lie further apart than the largest number.
 */
export function histogramBins(values: Float64Array): HistogramBins | undefined {
  const known = values.filter(Number.isFinite).sort();
  // A quarter is exact, and the distance of two quarters is always a number.
  const shrink = Number.isFinite(known.at(-1)! - known[0]!) ? 1 : 0.25;
  const sorted = known.map((value) => value * shrink);
  const least = sorted[0];
  const most = sorted.at(-1);
  if (least === undefined || most === undefined) return undefined;
  const one = { start: known[0]! - 0.5, width: 1, counts: [sorted.length] };
  if (most === least) return one;
  const spread = quantile(sorted, 0.75) - quantile(sorted, 0.25);
  const advised = (2 * spread) / elementary.pow(sorted.length, 1 / 3);
  const bins = Math.max(5, Math.min(MOST, advised > 0 ? Math.ceil((most - least) / advised) : MOST));
  const width = (most - least) / bins;
  if (width === 0) return one;
  const counts = new Array<number>(bins).fill(0);
  for (const value of sorted) {
    const bin = Math.min(bins - 1, Math.floor((value - least) / width));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { start: least / shrink, width: width / shrink, counts };
}
