import type { Table } from "../contracts/index.ts";
import { bySeries } from "./detect/mixed-series.ts";
import { numbersOf } from "./detect/text-numbers.ts";
import type { Inspection } from "./inspection.ts";

/**
 * A table as its inspection looked at it: by series where the inspection found the column that names them, with the numbers of columns whose
 * words stand for missing readings.
 */
export function inspectedTable(table: Table, { seriesColumn, columns }: Inspection): Table {
  const told = table.series || seriesColumn === undefined ? table : bySeries(table, seriesColumn);
  const numbers = new Set(columns.filter(({ kind }) => kind === "number").map(({ name }) => name));
  return {
    ...told,
    columns: told.columns.map((column) =>
      column.kind === "text" && numbers.has(column.name) ? numbersOf(column) : column,
    ),
  };
}
