import Papa from "papaparse";
import type { Table } from "../../contracts/table.ts";
import { writeTime } from "../time-format.ts";
import { type ColumnOut, columnsOut } from "./columns-out.ts";
import { escapeFormula } from "./formula.ts";

const ROWS = 4096;

/**
 * A table as CSV (RFC 4180 with line feeds): series id, time in its own format, then all columns; missing cells are empty,
 * numbers are written shortest. Text that a spreadsheet would take for a formula gets a leading apostrophe, names of columns
 * too; see `unescapeFormula`.
 */
export function writeCsv(table: Table): string {
  return [...csvPieces(table)].join("");
}

/** The same in pieces of some thousand rows, for tables that are longer than a text may be, or than memory holds twice. */
export function* csvPieces(table: Table): Generator<string> {
  const columns = columnsOut(table);
  const cells = columns.map(cellsOf);
  yield `${columns.map(({ name }) => quoted(escapeFormula(name))).join()}\n`;
  for (let start = 0; start < table.rows; start += ROWS) {
    const rows = Math.min(ROWS, table.rows - start);
    yield Array.from({ length: rows }, (_, i) => `${lineOf(cells, start + i)}\n`).join("");
  }
}

function lineOf(cells: readonly ((row: number) => string)[], row: number): string {
  const line = cells.map((cell) => cell(row)).join();
  // A row of one empty cell would be a blank line, which is no row.
  return line === "" ? '""' : line;
}

function cellsOf(column: ColumnOut): (row: number) => string {
  switch (column.kind) {
    case "number":
      return (row) => (Number.isNaN(column.values[row]!) ? "" : String(column.values[row]));
    case "text": {
      const texts = column.categories.map((text) => quoted(escapeFormula(text)));
      return (row) => texts[column.codes[row]!] ?? "";
    }
    case "time": {
      const { values, format, zone } = column;
      const write = (ms: number): string => writeTime(format, ms, zone);
      const isPlain = quoted(format) === format;
      return (row) => {
        const ms = values[row]!;
        if (Number.isNaN(ms)) return "";
        return isPlain ? write(ms) : quoted(write(ms));
      };
    }
  }
}

/** A cell in quotes where it needs them. Only texts come here: to ask for each number would take most of the time. */
function quoted(text: string): string {
  return Papa.unparse([[text]], { newline: "\n" });
}
