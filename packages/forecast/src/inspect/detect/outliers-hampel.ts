import { listNames } from "../../data/column-names.ts";
import { hampelBounds, quantile, valuesAt } from "../../statistics/index.ts";
import { findingOf } from "../finding.ts";
import type { Finding } from "../inspection.ts";
import type { NumberView } from "../number-facts.ts";
import type { Survey } from "../survey.ts";

/** Rows of the window on each side. */
const REACH = 7;
/** Deviations from the window's median, in its spreads, that count: Hampel's usual three. */
const LIMIT = 3;
/**
 * How far away a reading stands out: so many times as far as 95 % of a series' readings lie from the median of their window. A
 * lively hour does not lie there, a spike does.
 */
const STANDS_OUT = 5;
/** Shorter series have no usual distance. */
const LEAST = 50;
/** Of normal values one or two in a hundred lie outside; where far more do, it is the series' nature. */
const FEW = 0.04;
/** As many may lie outside in a short series. */
const FEW_ROWS = 5;

/**
 * Readings more than 3 · 1.4826 · MAD from the median of themselves and the 7 rows on either side (Hampel 1974, "The influence
 * curve and its role in robust estimation"), within each series. They are named only where one of them is far away for its
 * whole series as well, as some lie outside in any noisy series. Facts: stand_out (how many do), window, and series and names
 * where there are several series.
 */
export function detectOutliersHampel({ table, series }: Survey, { column, sentinels }: NumberView): Finding[] {
  const { name, values } = column;
  const spikes: number[] = [];
  const names: string[] = [];
  let count = 0;
  for (const one of series) {
    if (one.rows.length < LEAST) continue;
    const own = valuesAt(values, one.rows);
    const found = spikesOf(sentinels.length === 0 ? own : own.map((x) => (sentinels.includes(x) ? Number.NaN : x)));
    if (found.spikes.length === 0) continue;
    count += found.flagged;
    names.push(one.series);
    for (const i of found.spikes) spikes.push(one.rows[i]!);
  }
  if (spikes.length === 0) return [];
  return [
    findingOf(table, {
      code: "outliers_hampel",
      weight: "informs",
      column: name,
      ...(table.series && names.length === 1 ? { series: names[0]! } : {}),
      count,
      rows: spikes.sort((a, b) => a - b),
      facts: {
        stand_out: spikes.length,
        window: 2 * REACH + 1,
        ...(table.series ? { series: names.length, names: listNames(names) } : {}),
      },
      repair: { kind: "outliers", by: "hampel", replace: "missing", columns: [name] },
    }),
  ];
}

/** How many values lie outside their windows' bounds, and the places of those that stand out. */
function spikesOf(values: Float64Array): { flagged: number; spikes: number[] } {
  const { low, high } = hampelBounds(values, { before: REACH, after: REACH, limit: LIMIT });
  const distanceOf = (i: number): number => Math.abs(values[i]! - (low[i]! + high[i]!) / 2);
  const distances = new Float64Array(values.length);
  const flagged: number[] = [];
  let judged = 0;
  for (let i = 0; i < values.length; i++) {
    const distance = distanceOf(i);
    if (!(distance < Number.POSITIVE_INFINITY)) continue;
    distances[judged++] = distance;
    if (values[i]! < low[i]! || values[i]! > high[i]!) flagged.push(i);
  }
  if (flagged.length === 0 || flagged.length > Math.max(FEW_ROWS, FEW * judged)) return { flagged: 0, spikes: [] };
  const far = STANDS_OUT * quantile(distances.subarray(0, judged).sort(), 0.95);
  const spikes = flagged.filter((i) => distanceOf(i) > far);
  return { flagged: flagged.length, spikes };
}
