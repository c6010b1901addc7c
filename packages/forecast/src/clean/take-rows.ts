import type { CategoryColumn, Table, TableColumn } from "../contracts/index.ts";
import { fillBy } from "../statistics/index.ts";

/** The given rows of a table in the given order, copied. */
export function takeRows(table: Table, rows: Uint32Array): Table {
  const { time, series } = table;
  return {
    ...table,
    rows: rows.length,
    lines: rows.map((row) => table.lines[row]!),
    ...(time ? { time: { ...time, values: takeNumbers(time.values, rows) } } : {}),
    ...(series ? { series: takeCodes(series, rows) } : {}),
    columns: table.columns.map((column) => takeColumn(column, rows)),
  };
}

function takeColumn(column: TableColumn, rows: Uint32Array): TableColumn {
  if (column.kind === "text") return takeCodes(column, rows);
  const { filled } = column;
  return {
    ...column,
    values: takeNumbers(column.values, rows),
    ...(filled ? { filled: fillBy(new Uint8Array(rows.length), (i) => filled[rows[i]!]!) } : {}),
  };
}

function takeCodes(column: CategoryColumn, rows: Uint32Array): CategoryColumn {
  return { ...column, codes: fillBy(new Int32Array(rows.length), (i) => column.codes[rows[i]!]!) };
}

function takeNumbers(values: Float64Array, rows: Uint32Array): Float64Array {
  return fillBy(new Float64Array(rows.length), (i) => values[rows[i]!]!);
}
