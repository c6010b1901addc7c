import type { NumberColumn, Table } from "../contracts/index.ts";
import { hampelBounds, type MovingBounds, quantile, valuesAt } from "../statistics/index.ts";
import { seriesRows } from "./series-rows.ts";

/** Of a series' values this share lies no farther from the median of their window than is usual. */
const USUAL = 0.95;

/**
 * `hampelBounds` of windows that end at their row and reach 2 · `window` rows back, no nearer to their medians than `least`.
 */
export function movingBounds(values: Float64Array, window: number, limit: number, least = 0): MovingBounds {
  const { low, high } = hampelBounds(values, { before: 2 * window, after: 0, limit });
  if (least === 0) return { low, high };
  for (let row = 0; row < values.length; row++) {
    const reach = (high[row]! - low[row]!) / 2;
    if (!(reach < least)) continue;
    const median = (high[row]! + low[row]!) / 2;
    low[row] = median - least;
    high[row] = median + least;
  }
  return { low, high };
}

/**
 * How far the values of a column lie from the median of their window, at most, but for one in twenty: of one series, or of all
 * where `series` is null. Undefined where no window varies.
 */
export function usualDistance(
  table: Table,
  window: number,
): (column: string, series: string | null) => number | undefined {
  const groups = new Map(seriesRows(table).map(({ series, rows }) => [series, rows]));
  return (name, series) => {
    const column = table.columns.find((one): one is NumberColumn => one.name === name && one.kind === "number");
    const chosen = series === null ? [...groups.values()] : [groups.get(series) ?? new Uint32Array()];
    if (!column) return undefined;
    const distances = new Float64Array(chosen.reduce((sum, { length }) => sum + length, 0));
    let known = 0;
    for (const rows of chosen) {
      const values = valuesAt(column.values, rows);
      const { low, high } = movingBounds(values, window, 1);
      for (let row = 0; row < values.length; row++) {
        const distance = Math.abs(values[row]! - (low[row]! + high[row]!) / 2);
        if (distance < Number.POSITIVE_INFINITY) distances[known++] = distance;
      }
    }
    return known === 0 ? undefined : quantile(distances.subarray(0, known).sort(), USUAL);
  };
}
