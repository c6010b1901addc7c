import { pause } from "../../contracts/pause.ts";
import { columnNumber } from "./excel-cells.ts";
import { type Merge, MergeList } from "./excel-merges.ts";
import { attributesOf, tags } from "./excel-tags.ts";

/** Excel's own limits of a sheet. */
export const SHEET_ROWS = 1_048_576;
export const SHEET_COLUMNS = 16_384;

/** The last row and the last column, from 1, that a sheet says anything about. */
export interface SheetSize {
  readonly rows: number;
  readonly columns: number;
  /** Formulas with which no value was saved, and the row of the first. */
  readonly unsaved: { readonly formulas: number; readonly row: number };
  /** Cells that hold an error such as #DIV/0!, the row of the first, and the letters of their columns. */
  readonly errors: { readonly cells: number; readonly row: number; readonly columns: readonly string[] };
  /** What merged cells cover of the rows and columns. */
  readonly merges: readonly Merge[];
}

const REFERENCE = /(?:^|[\s:])r\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ERROR = /(?:^|[\s:])t\s*=\s*(?:"e"|'e')/;
const PLACE = /^([A-Z]{0,3})([1-9]\d{0,6})$/;

/**
 * Measures a sheet before it is parsed: a parser fills the gaps between cells, so that one cell at XFD1048576 would cost 17
 * billion empty ones. Empty cells (`<c r="XFD9"/>`, which carry a style alone) do not count as columns. Throws where a cell
 * lies outside Excel's limits or the document is not well-formed.
 */
export async function sheetSize(xml: string, signal: AbortSignal | undefined): Promise<SheetSize> {
  let rows = 0;
  let columns = 0;
  let seen = 0;
  let [formulas, firstRow, row] = [0, 0, 0];
  let isFormula = false;
  const errors = { cells: 0, row: 0, columns: new Set<string>() };
  const merges = new MergeList();
  for (const tag of tags(xml)) {
    if (++seen % 200_000 === 0) {
      await pause();
      signal?.throwIfAborted();
    }
    if (tag.name === "f") isFormula = true;
    if (tag.name === "v" && !tag.empty) isFormula = false;
    if (tag.name === "c" && tag.closing && isFormula) {
      formulas++;
      firstRow ||= row;
      isFormula = false;
    }
    if (tag.name === "mergeCell" && !tag.closing) merges.add(attributesOf(tag).get("ref") ?? "", rows, columns);
    if (tag.closing || (tag.name !== "c" && tag.name !== "row")) continue;
    for (const match of tag.attributes.matchAll(REFERENCE)) {
      const place = PLACE.exec(match[1] ?? match[2]!);
      const column = columnNumber(place?.[1] ?? "");
      row = Number(place?.[2]);
      if (!(row <= SHEET_ROWS) || column > SHEET_COLUMNS) throw new RangeError("a cell outside the limits of a sheet");
      rows = Math.max(rows, row);
      if (!tag.empty) columns = Math.max(columns, column);
      if (tag.name === "c" && ERROR.test(tag.attributes)) {
        errors.cells++;
        errors.row ||= row;
        errors.columns.add(place?.[1] ?? "");
      }
    }
  }
  return {
    rows,
    columns,
    unsaved: { formulas, row: firstRow },
    errors: { ...errors, columns: [...errors.columns] },
    merges: merges.merges,
  };
}
