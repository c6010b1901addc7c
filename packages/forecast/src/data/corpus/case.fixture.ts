import type { TableColumn } from "../../contracts/table.ts";

/** A small file, and what a careful person reads in it: written from the file by thought, never from what the program answers. */
export interface Case {
  readonly title: string;
  readonly file: string | Uint8Array;
  /** The file's name, where its format goes by it. */
  readonly name?: string;
  /**
   * `column: first to last, step`, in the file's order, as UTC, midnight left out: `Date + Hour: 2024-03-01 22:00 to 2024-03-02,
   * 1 hour`. Absent where the file says no time.
   */
  readonly time?: string;
  /** Which series each row belongs to; absent where there is one. */
  readonly series?: Column;
  /** `long` where there are several series, else `single`, unless it is said here. */
  readonly layout?: "wide" | "rows" | "single";
  /** Every other column, in the file's order. */
  readonly columns: readonly Column[];
  /** Codes of what must be remarked, in any order; without them nothing is. */
  readonly told?: readonly string[];
}

/** A column's name, then its cells: numbers, words, and null where a reading is missing. */
export type Column = readonly [name: string, ...cells: readonly (number | string | null)[]];

/** The lines of a file, without the indentation that they have in the code. */
export function text(lines: string): string {
  return `${lines.trim().replace(/^ +/gm, "")}\n`;
}

/** A column of a table in the words of a case. */
export function cellsOf(column: TableColumn): Column {
  const { name } = column;
  if (column.kind === "number")
    return [name, ...Array.from(column.values, (value) => (Number.isNaN(value) ? null : value))];
  return [name, ...Array.from(column.codes, (code) => column.categories[code] ?? null)];
}
