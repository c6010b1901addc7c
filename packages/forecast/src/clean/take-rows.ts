import type { CategoryColumn, Table, TableColumn } from "../contracts/index.ts";

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
    ...(filled ? { filled: Uint8Array.from(rows, (row) => filled[row]!) } : {}),
  };
}

function takeCodes(column: CategoryColumn, rows: Uint32Array): CategoryColumn {
  return { ...column, codes: Int32Array.from(rows, (row) => column.codes[row]!) };
}

function takeNumbers(values: Float64Array, rows: Uint32Array): Float64Array {
  const taken = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i]!]!;
  return taken;
}
