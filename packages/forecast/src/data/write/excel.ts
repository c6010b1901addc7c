import { Problem } from "../../contracts/problem.ts";
import type { Table } from "../../contracts/table.ts";
import { SHEET_COLUMNS, SHEET_ROWS } from "../formats/excel-size.ts";
import { resolutionOf } from "../formats/iso-time.ts";
import { writeTime } from "../time-format.ts";
import { type ColumnOut, columnsOut } from "./columns-out.ts";
import { excelText } from "./excel-text.ts";
import { hasOffset, timeOut } from "./time-out.ts";

type Cell =
  | string
  | number
  | { readonly value: number; readonly type: NumberConstructor; readonly format: string }
  | null;

/** Longest text of a cell that Excel opens. */
const MAX_TEXT = 32_767;

/**
 * A table as an Excel workbook (.xlsx) of one sheet: series id, time, then all columns; missing cells are empty. Times are true
 * dates of the table's clock; those that Excel has no date for (before March 1900, with an offset from UTC, finer than
 * milliseconds, or no whole date) are text in the table's own format. All text is of type text: `=1+1` is shown, never
 * evaluated. Infinite numbers become text. Throws `sheet_full` and `cell_too_long` before anything is made.
 */
export async function writeExcel(table: Table): Promise<Uint8Array> {
  const columns = columnsOut(table);
  refuseTooLarge(table, columns);
  const names = columns.map(({ name }) => text(name, name));
  const cells = columns.map(cellsOf);
  const rows: Cell[][] = [names];
  for (let row = 0; row < table.rows; row++) rows.push(cells.map((cell) => cell(row)));
  // Loaded only now: few who read tables write workbooks.
  const { default: writeExcelFile } = await import("write-excel-file/universal");
  try {
    const blob = await writeExcelFile(rows, { sheet: "table" }).toBlob();
    return new Uint8Array(await blob.arrayBuffer());
  } catch (error) {
    // All of a sheet's XML is one text, which has its limit.
    if (error instanceof RangeError) throw sheetFull(table.rows + 1, columns.length);
    throw error;
  }
}

function cellsOf(column: ColumnOut): (row: number) => Cell {
  switch (column.kind) {
    case "number":
      return (row) => {
        const value = column.values[row]!;
        if (Number.isNaN(value)) return null;
        return Number.isFinite(value) ? value : String(value);
      };
    case "text": {
      const texts = column.categories.map((category) => text(category, column.name));
      return (row) => texts[column.codes[row]!] ?? null;
    }
    case "time": {
      const { kind, clocks } = timeOut(column);
      // A sheet's dates have no offset: to leave it out would move the times.
      const format = kind === "text" || hasOffset(column.format) ? undefined : dateFormat(clocks);
      return (row) => {
        const ms = column.values[row]!;
        if (Number.isNaN(ms)) return null;
        if (format === undefined) return writeTime(column.format, ms, column.zone);
        return { value: dayNumber(clocks[row]!), type: Number, format };
      };
    }
  }
}

const DAY = 86_400_000;
/** Days from Excel's day 0 to 1970. */
const DAYS_BEFORE = 25_569;
/** Half a microsecond: the precision of today's day numbers. */
const NUDGE = 0.0005 / DAY;

/**
 * Days since Excel's day 0. A fraction of a day is rarely exact: one that came out too small would be a millisecond less to all
 * who round it down, so that the last bit is raised.
 */
function dayNumber(ms: number): number {
  const days = ms / DAY + DAYS_BEFORE;
  return Math.floor((days - DAYS_BEFORE) * DAY) < ms ? days + NUDGE : days;
}

const FIRST_DAY = Date.UTC(1900, 2, 1);
const FORMATS = ["yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "yyyy-mm-dd hh:mm:ss.000"];

/** Excel's format for these times; undefined where it has no dates for all of them. */
function dateFormat(values: Float64Array): string | undefined {
  let finest = 0;
  for (const ms of values) {
    if (Number.isNaN(ms)) continue;
    if (ms < FIRST_DAY || ms > Date.UTC(9999, 11, 31)) return undefined;
    finest = Math.max(finest, resolutionOf(ms));
  }
  return FORMATS[finest];
}

function text(value: string, column: string): string | null {
  if (value.length <= MAX_TEXT) return value === "" ? null : excelText(value);
  throw new Problem("data", "cell_too_long", `A text in the column "${column.slice(0, 40)}" is too long for a sheet.`, {
    found: `${value.length} characters`,
    needed: `at most ${MAX_TEXT} characters`,
    hint: "Write the table as CSV or Parquet.",
    column: column.slice(0, 200),
  });
}

function refuseTooLarge({ rows }: Table, columns: readonly ColumnOut[]): void {
  if (rows + 1 > SHEET_ROWS || columns.length > SHEET_COLUMNS) throw sheetFull(rows + 1, columns.length);
}

function sheetFull(rows: number, columns: number): Problem {
  return new Problem("data", "sheet_full", "The table does not fit into a sheet of Excel.", {
    found: `${rows} rows with the header, ${columns} columns`,
    needed: `at most ${SHEET_ROWS} rows and ${SHEET_COLUMNS} columns, and some 500 MB of cells`,
    hint: "Write it as CSV or Parquet, or keep the rows that matter.",
  });
}
