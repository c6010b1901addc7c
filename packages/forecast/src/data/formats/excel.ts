import { readSheet } from "read-excel-file/universal";
import type { Note } from "../../contracts/outcome.ts";
import { pause } from "../../contracts/pause.ts";
import { listNames } from "../column-names.ts";
import type { Row } from "../rows.ts";
import { rowsPerBatch } from "./batches.ts";
import { checkedSheet } from "./excel-package.ts";
import { isoTime, type Resolution, resolutionOf } from "./iso-time.ts";
import { fileDamaged, orDamaged } from "./problems.ts";

/** What `excelRows` may be told. */
export interface ExcelOptions {
  /** Name or number (from 1) of the sheet; by default the first that holds cells and is not hidden. */
  readonly sheet?: string | number;
  /** Stops the reading between its steps; parsing the sheet itself is one of them. */
  readonly signal?: AbortSignal;
  /** Takes what is worth knowing of the workbook: which sheet was taken of several, formulas without a saved value, and errors. */
  readonly onNote?: (note: Note) => void;
}

/** A cell as the library reads it: the cached value of a formula, null where the cell is empty or holds an error. */
type Cell = string | number | boolean | Date | null;

/**
 * The rows of one sheet of an Excel workbook (.xlsx) as text, in batches; `line` is the sheet's row, from 1.
 *
 * Numbers are written shortest; dates as ISO text, a whole column with its clock where one of its cells has one; true and
 * false as 1 and 0, numbers that every model can use, as pandas and numpy count them. Formulas are never evaluated: they
 * give the value that was saved with them. Throws `sheet_unknown`, `not_excel`, `workbook_too_large`, `too_many_cells` and
 * `file_damaged`.
 */
export async function* excelRows(bytes: Uint8Array, options: ExcelOptions = {}): AsyncGenerator<readonly Row[]> {
  const { sheet, signal, onNote } = options;
  signal?.throwIfAborted();
  const rows = await orDamaged(damaged, async () => {
    const { zip, number, name, others, unsaved, errors } = await checkedSheet(bytes, sheet, signal);
    if (sheet === undefined && others.length > 0) {
      onNote?.({ code: "sheet_chosen", facts: { sheet: name, others: listNames(others) } });
    }
    if (unsaved.formulas > 0) {
      onNote?.({ code: "formulas_unsaved", facts: { cells: unsaved.formulas, row: unsaved.row } });
    }
    if (errors.cells > 0) {
      const { cells, row, columns } = errors;
      onNote?.({ code: "cells_in_error", facts: { cells, row, columns: listNames(columns) } });
    }
    return (await readSheet(zip, number)) as unknown as Cell[][];
  }).catch((error: unknown) => {
    signal?.throwIfAborted();
    throw error;
  });
  signal?.throwIfAborted();
  const times = timeColumns(rows);
  const size = rowsPerBatch(rows[0]?.length ?? 0);
  for (let start = 0; start < rows.length; start += size) {
    await pause();
    signal?.throwIfAborted();
    yield rows.slice(start, start + size).map((cells, i) => ({
      cells: cells.map((cell, column) => cellText(cell, times[column])),
      line: start + i + 1,
    }));
  }
}

/** How a column of dates is written: its resolution, and whether it holds times of the day without a date. */
interface TimeColumn {
  resolution: Resolution;
  clockOnly: boolean;
  /** Every millisecond ends in 0, or in 9 for having been rounded down. */
  inHundredths: boolean;
}

/** Excel counts days from here; a time of the day without a date lies on it. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
const DAY_ONE = Date.UTC(1900, 0, 1);

function timeColumns(rows: readonly (readonly Cell[])[]): (TimeColumn | undefined)[] {
  const columns: (TimeColumn | undefined)[] = [];
  for (const cells of rows) {
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i];
      if (!(cell instanceof Date)) continue;
      const ms = cell.getTime();
      columns[i] ??= { resolution: 0, clockOnly: true, inHundredths: true };
      const column = columns[i]!;
      const hundredth = nextHundredth(ms);
      if (hundredth % 10 !== 0) column.inHundredths = false;
      column.resolution = Math.max(column.resolution, resolutionOf(hundredth)) as Resolution;
      if (!(hundredth >= DAY_ZERO && hundredth < DAY_ONE)) column.clockOnly = false;
    }
  }
  return columns;
}

function cellText(cell: Cell | undefined, time: TimeColumn | undefined): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "string") return cell.trim();
  if (typeof cell === "boolean") return cell ? "1" : "0";
  if (typeof cell === "number") return String(cell);
  if (!time) return "";
  const ms = time.inHundredths ? nextHundredth(cell.getTime()) : cell.getTime();
  return time.clockOnly
    ? isoTime(ms, Math.max(1, time.resolution) as Resolution).slice("YYYY-MM-DD ".length)
    : isoTime(ms, time.resolution);
}

/**
 * Excel stores days as fractions that hold a tenth of a microsecond or so; the library rounds them down, so that 10:00 may come
 * as 09:59:59.999. In a column of hundredths of seconds, whatever ends in 9 milliseconds was meant for the next hundredth.
 */
function nextHundredth(ms: number): number {
  return (ms + 1) % 10 === 0 ? ms + 1 : ms;
}

const damaged = () =>
  fileDamaged(
    "Excel workbook",
    "a sheet that cannot be unpacked or parsed",
    "Open it in a spreadsheet and save it again as .xlsx or as CSV (UTF-8), or download it again.",
  );
