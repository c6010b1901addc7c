import type { CleanSpec } from "../../clean/clean-spec.ts";
import { listNames } from "../../data/column-names.ts";
import { hampelBounds, valuesAt } from "../../statistics/index.ts";
import { findingOf } from "../finding.ts";
import type { Finding } from "../inspection.ts";
import type { NumberView } from "../number-facts.ts";
import { rowsChanged } from "../rows-changed.ts";
import type { Survey } from "../survey.ts";

/**
 * How far away a spike is: so many times as far from the median of its window as 95 % of its series' readings are from
 * theirs. A lively hour does not lie there.
 */
const FAR = 5;
/** Rows before a row that it is judged by, as the step has them by itself. */
const WINDOW = 14;
/** Rows on either side of a row that say afterwards whether it was a spike or the beginning of something. */
const REACH = 7;
const LIMIT = 3;
/** Where more than this share lies so far away, it is the column's nature. */
const FEW = 0.01;

/**
 * Spikes: readings more than 3 · 1.4826 · MAD from the median of themselves and the 14 rows before them (Hampel 1974, "The influence
 * curve and its role in robust estimation") and far away for their whole series as well, as some lie outside in any
 * noisy series. Counted is what the step that is proposed takes away, for it is asked. Nothing is found where most of that are
 * the first rows of a new level, which the rows behind them confirm: only someone who knows what follows can tell. Facts: window, far, and series and
 * names where there are several series.
 */
export function detectOutliersHampel(
  { table, series: all }: Survey,
  { column, sentinels, facts }: NumberView,
): Finding[] {
  const { name, values } = column;
  const repair: CleanSpec = { kind: "outliers", by: "hampel", replace: "missing", far: FAR, columns: [name] };
  const rows = rowsChanged(table, column, repair);
  const spikes = rows.filter((row) => !sentinels.includes(values[row]!));
  if (spikes.length === 0 || spikes.length > FEW * facts.known) return [];
  const confirmed = spikes.length - lonely(values, all, new Set(spikes));
  if (confirmed > spikes.length / 2) return [];
  const { series } = table;
  const names = series ? [...new Set(spikes.map((row) => series.categories[series.codes[row]!]!))] : [];
  return [
    findingOf(table, {
      code: "outliers_hampel",
      weight: "informs",
      column: name,
      count: rows.length,
      rows,
      facts: {
        window: WINDOW,
        far: FAR,
        ...(series ? { series: names.length, names: listNames(names) } : {}),
      },
      repair,
    }),
  ];
}

/** How many of some rows lie outside what the rows on either side of them allow. */
function lonely(values: Float64Array, series: Survey["series"], chosen: ReadonlySet<number>): number {
  let count = 0;
  for (const { rows } of series) {
    if (!rows.some((row) => chosen.has(row))) continue;
    hampelBounds(valuesAt(values, rows), { before: REACH, after: REACH, limit: LIMIT }, (place, low, high) => {
      const row = rows[place]!;
      if (chosen.has(row) && (values[row]! < low || values[row]! > high)) count++;
    });
  }
  return count;
}
