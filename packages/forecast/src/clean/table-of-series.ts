import type { Table } from "../contracts/index.ts";
import { rowsOfSeries } from "../data/rows-of-series.ts";
import { takeRows } from "./take-rows.ts";

/**
 * The rows of one series as a table that bears its name, in the file's order; what reading noted of the whole file stays.
 * @throws Problem `series_unknown` (data) with the nearest id.
 */
export function tableOfSeries(table: Table, series: string): Table {
  const rows = rowsOfSeries(table, series);
  const named = { ...table, id: series };
  if (!rows || !table.series) return named;
  const own = takeRows(named, rows);
  return { ...own, series: { ...table.series, codes: new Int32Array(rows.length), categories: [series] } };
}
