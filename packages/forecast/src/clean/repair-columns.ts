import type { NumberColumn, Table } from "../contracts/index.ts";
import type { Impossible, Reason } from "./impossible.ts";
import { type SeriesRows, seriesRows } from "./series-rows.ts";

/** How a value came about: 0 read, 1 made of earlier readings, 2 made with the help of later ones. */
export type Mark = 0 | 1 | 2;

/** A column of numbers under repair: copied as soon as something is written to it. */
export class ColumnDraft {
  /** The column as it was. */
  readonly given: NumberColumn;
  /** Rows written to, and those of them that needed later readings. */
  written = 0;
  later = 0;
  #values: Float64Array;
  #filled: Uint8Array;

  constructor(given: NumberColumn) {
    this.given = given;
    this.#values = given.values;
    this.#filled = given.filled ?? new Uint8Array(0);
  }

  get name(): string {
    return this.given.name;
  }

  /** The values as they are now. */
  get values(): Float64Array {
    return this.#values;
  }

  /** The column as it is now; the given one where nothing was written. */
  get column(): NumberColumn {
    return this.written === 0 ? this.given : { ...this.given, values: this.#values, filled: this.#filled };
  }

  isMissing(row: number): boolean {
    return Number.isNaN(this.#values[row]!);
  }

  /** The mark of a value made of the value of another row: never better than that one's own. */
  markOf(row: number): Mark {
    return this.#filled[row] === 2 ? 2 : 1;
  }

  /** Writes a value with its mark; NaN takes the value away, and what is missing has no mark. */
  put(row: number, value: number, mark: Mark): void {
    if (this.written++ === 0) {
      const { values, filled } = this.given;
      this.#values = values.slice();
      this.#filled = filled?.slice() ?? new Uint8Array(values.length);
    }
    this.#values[row] = value;
    this.#filled[row] = Number.isNaN(value) ? 0 : mark;
    if (mark === 2) this.later++;
  }
}

/** What a walk over columns did. */
export interface Repaired {
  readonly table: Table;
  /** The columns that were written to, with their counts. */
  readonly changed: readonly ColumnDraft[];
  readonly impossible: readonly Impossible[];
}

/**
 * Has every named column of numbers repaired series by series; `repair` returns a reason where it can do nothing.
 * Columns that the table lacks are passed over: on new data a column that nobody uses may be absent.
 */
export function repairColumns(
  table: Table,
  columns: readonly string[],
  repair: (draft: ColumnDraft, rows: SeriesRows) => Reason | undefined,
): Repaired {
  const series = seriesRows(table);
  const wanted = new Set(columns);
  const changed: ColumnDraft[] = [];
  const impossible: Impossible[] = [];
  const repaired = table.columns.map((column) => {
    if (!wanted.has(column.name)) return column;
    if (column.kind === "text") {
      impossible.push({ column: column.name, series: "", reason: "text" });
      return column;
    }
    const draft = new ColumnDraft(column);
    for (const rows of series) {
      const reason = repair(draft, rows);
      if (reason !== undefined) impossible.push({ column: column.name, series: rows.series, reason });
    }
    if (draft.written > 0) changed.push(draft);
    return draft.column;
  });
  return { table: changed.length > 0 ? { ...table, columns: repaired } : table, changed, impossible };
}

/** The facts that notes on repaired columns share: how many cells, and in which columns. */
export function cellsOf(changed: readonly ColumnDraft[]): { cells: number; columns: readonly string[] } {
  return { cells: changed.reduce((sum, { written }) => sum + written, 0), columns: changed.map(({ name }) => name) };
}
