import type { Note } from "../contracts/outcome.ts";
import type { TableColumn } from "../contracts/table.ts";

/** Gathers one column of a table, cell by cell. */
export interface ColumnBuilder {
  readonly name: string;
  /** True for a column that held words from its first rows on: every spelling is kept. */
  readonly isText: boolean;
  /** Takes a trimmed cell. Throws `value_not_finite` for infinities and numbers too large to hold. */
  push(cell: string, line: number): void;
  /** Makes room for this many rows. */
  reserve(rows: number): void;
  /** The column, and a remark where words were left out of a column of numbers. `lines` tells the line of each row. */
  finish(lines: Uint32Array): FinishedColumn;
}

export interface FinishedColumn {
  readonly column: TableColumn;
  readonly notes: readonly Note[];
}
