import type { Note } from "./outcome.ts";
import type { TimeFormat } from "./time-axis.ts";

/** A column of numbers, one a row; NaN where the file holds no reading. */
export interface NumberColumn {
  readonly kind: "number";
  readonly name: string;
  readonly values: Float64Array; // [rows]
  /**
   * Rows whose value was not read but put there by a cleaning step: 0 read, 1 made of earlier readings, 2 made with the
   * help of later ones. Absent: nothing was. Such values are never scored, and never targets.
   */
  readonly filled?: Uint8Array; // [rows]
}

/** A column of words: row i holds `categories[codes[i]]`, and −1 stands for a missing cell. */
export interface CategoryColumn {
  readonly kind: "text";
  readonly name: string;
  readonly codes: Int32Array; // [rows]
  /** In the order of their first appearance. */
  readonly categories: readonly string[];
}

export type TableColumn = NumberColumn | CategoryColumn;

/** When the rows of a table were read, as the file says it: in any order, with holes and repetitions. */
export interface TableTime {
  /** Name of the time column; `ds` where the time came in parts. */
  readonly name: string;
  /** Names of all columns that the time was read from. */
  readonly columns: readonly string[];
  /** Epoch milliseconds; UTC, or the written clock taken for UTC where no offset and no zone is known. */
  readonly values: Float64Array; // [rows]
  readonly format: TimeFormat;
  /** The IANA time zone of the written clock, where it was named. */
  readonly zone?: string;
}

/**
 * How a file lays out its series: `single` is one series with its covariates, `long` one row for each series and time, `wide`
 * one column for each series, `rows` one row for each series (read as long).
 */
export type TableLayout = "single" | "long" | "wide" | "rows";

/**
 * A table as its file holds it: nothing repaired, nothing left out, in the file's order. What makes a sound `Frame` of it is
 * `clean/` and `frameOf`.
 */
export interface Table {
  /** The file's name without its extension, or the id of the series that was taken from it. */
  readonly id: string;
  readonly layout: TableLayout;
  readonly rows: number;
  /** Line of the file (row of the sheet, record of the list) of each row, from 1. */
  readonly lines: Uint32Array; // [rows]
  /** Absent where the file has no time: rows are then in order. */
  readonly time?: TableTime;
  /** Which series each row belongs to; absent where there is one. */
  readonly series?: CategoryColumn;
  /** The mark before the decimals of its numbers; absent where its first rows write none, or its format holds numbers as such. */
  readonly decimal?: "." | ",";
  /** Every other column, in the file's order. */
  readonly columns: readonly TableColumn[];
  /** What reading decided. */
  readonly notes: readonly Note[];
}
