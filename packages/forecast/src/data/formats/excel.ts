import { readSheet } from "read-excel-file/universal";
import type { Note } from "../../contracts/outcome.ts";
import { pause } from "../../contracts/pause.ts";
import { listNames } from "../column-names.ts";
import { type Row, YoungRow } from "../rows.ts";
import { rowsPerBatch } from "./batches.ts";
import { type Cell, cellText, timeColumns } from "./excel-cells.ts";
import { spreadMerges } from "./excel-merges.ts";
import { checkedSheet } from "./excel-package.ts";
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

/**
 * The rows of one sheet of an Excel workbook (.xlsx) as text, in batches; `line` is the sheet's row, from 1.
 *
 * Numbers are written shortest; dates as ISO text, a whole column with its clock where one of its cells has one; true and
 * false as 1 and 0, numbers that every model can use, as pandas and numpy count them. Formulas are never evaluated: they
 * give the value that was saved with them. Merged cells all hold what one sees in them (`spreadMerges`). Throws `sheet_unknown`, `not_excel`, `workbook_too_large`, `too_many_cells` and
 * `file_damaged`.
 */
export function excelRows(bytes: Uint8Array, options: ExcelOptions = {}): AsyncGenerator<readonly Row[]> {
  return batchesOf({ bytes }, options);
}

async function* batchesOf(source: { bytes: Uint8Array }, options: ExcelOptions): AsyncGenerator<readonly Row[]> {
  const { sheet, signal, onNote } = options;
  signal?.throwIfAborted();
  const rows = await orDamaged(damaged, async () => {
    const checked = await checkedSheet(source, sheet, signal);
    const { number, name, others, unsaved, errors, merges } = checked;
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
    const cells = (await readSheet(checked.takeZip(), number)) as unknown as Cell[][];
    for (const note of spreadMerges(cells, merges)) onNote?.(note);
    return cells;
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
    const batch = rows.slice(start, start + size).map((cells, i) => {
      const texts = cells.map((cell, column) => cellText(cell, times[column]));
      return new YoungRow(texts, start + i + 1);
    });
    // What has become text need not be kept until the last row.
    rows.fill(NONE, start, start + size);
    yield batch;
  }
}

const NONE: Cell[] = [];

const damaged = () =>
  fileDamaged(
    "Excel workbook",
    "a sheet that cannot be unpacked or parsed",
    "Open it in a spreadsheet and save it again as .xlsx or as CSV (UTF-8), or download it again.",
  );
