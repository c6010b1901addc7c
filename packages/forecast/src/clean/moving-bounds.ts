import type { NumberColumn, Table } from "../contracts/index.ts";
import { type BoundsOfRow, hampelBounds, quantile, valuesAt } from "../statistics/index.ts";
import { seriesRows } from "./series-rows.ts";

/** Of a series' values this share lies no farther from the median of their window than is usual. */
const USUAL = 0.95;

/**
 * `hampelBounds` of windows that end at their row and reach 2 · `window` rows back, no nearer to their medians than `least`.
 */
export function movingBounds(
  values: Float64Array,
  {
    window,
    limit,
    least = 0,
  }: { readonly window: number; readonly limit: number; readonly least?: number | undefined },
  tell: BoundsOfRow,
): void {
  hampelBounds(values, { before: 2 * window, after: 0, limit }, (row, low, high) => {
    if (!((high - low) / 2 < least)) return tell(row, low, high);
    const median = (high + low) / 2;
    tell(row, median - least, median + least);
  });
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
      movingBounds(values, { window, limit: 1 }, (row, low, high) => {
        const distance = Math.abs(values[row]! - (low + high) / 2);
        if (distance < Number.POSITIVE_INFINITY) distances[known++] = distance;
      });
    }
    return known === 0 ? undefined : quantile(distances.subarray(0, known).sort(), USUAL);
  };
}
