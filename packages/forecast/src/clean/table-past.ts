import type { Table } from "../contracts/index.ts";
import { valuesWhere } from "../statistics/index.ts";
import { everyRow, seriesRows } from "./series-rows.ts";
import { takeRows } from "./take-rows.ts";

declare const pastOnly: unique symbol;

/** The rows of a table before a cutoff: all that a cleaning step may learn from. Only `pastOfTable` makes one. */
export interface TablePast {
  readonly table: Table;
  readonly [pastOnly]: true;
}

/**
 * Where the past of a series ends: its rows before this instant (epoch milliseconds), or, in a table without time, its
 * first so many rows.
 */
export type Cutoff = (series: string) => number;

/** The rows of each series before its cutoff, in the table's order. Without a cutoff all rows are the past. */
export function pastOfTable(table: Table, cutoff?: Cutoff): TablePast {
  if (!cutoff) return { table } as TablePast;
  const { time } = table;
  const isPast = new Uint8Array(table.rows);
  for (const { series, rows } of seriesRows(table)) {
    const end = cutoff(series);
    rows.forEach((row, i) => {
      if ((time ? time.values[row]! : i) < end) isPast[row] = 1;
    });
  }
  const rows = valuesWhere(everyRow(table.rows), (row) => isPast[row] === 1);
  return { table: takeRows(table, rows) } as TablePast;
}
