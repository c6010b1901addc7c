import type { Note } from "../contracts/outcome.ts";
import type { TableColumn } from "../contracts/table.ts";

/** Gathers one column of a table, cell by cell. */
export interface ColumnBuilder {
  readonly name: string;
  /** True for a column that held words from its first rows on: every spelling is kept. */
  readonly isText: boolean;
  /** Takes a trimmed cell. */
  push(cell: string): void;
  /** Makes room for this many rows. */
  reserve(rows: number): void;
  /**
   * The column, and a remark where words, infinities or numbers too large to hold were left out of a column of numbers. `lines` tells the
   * line of each row. Throws `value_not_finite` for more infinities than may be left out.
   */
  finish(lines: Uint32Array): FinishedColumn;
}

export interface FinishedColumn {
  readonly column: TableColumn;
  readonly notes: readonly Note[];
}
