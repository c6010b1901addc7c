import type { Table } from "../contracts/table.ts";
import { finishTable } from "./finish-table.ts";
import { planTable } from "./plan-table.ts";
import type { ReadTableOptions } from "./read-options.ts";
import type { TableBuilder } from "./table-builder.ts";

/** One row of a table before anything is decided about it: its cells as text and its line of the file. */
export interface Row {
  /** Trimmed; a missing cell is empty, a number is written with a decimal point, a time as `2020-02-28 13:00:00`. */
  readonly cells: readonly string[];
  /** Line of the file, row of the sheet, record of the list: from 1, the header included. */
  readonly line: number;
}

/**
 * A row that dies young. V8 keeps a count of where object and array literals survive, and from the first rows, which wait until
 * the columns are known, concludes that all rows will: a literal for each would lie in memory until all of it is swept.
 */
export class YoungRow implements Row {
  readonly cells: readonly string[];
  readonly line: number;

  constructor(cells: readonly string[], line: number) {
    this.cells = cells;
    this.line = line;
  }
}

/**
 * Makes a table of rows of text that arrive in batches. The first row that is not empty names the columns, unless it is data
 * already. Header, time, series and layout are found as `readTable` finds them.
 */
export async function tableFromRows(
  rows: AsyncIterable<readonly Row[]>,
  options: ReadTableOptions = {},
): Promise<Table> {
  const { like: { decimal: _, ...like } = {}, ...others } = options;
  // These formats hold numbers as such: they write no decimal mark that could be mistaken.
  const table = new RowTable(",", { ...others, like });
  for await (const batch of rows) {
    options.signal?.throwIfAborted();
    for (const row of batch) table.add(row);
  }
  return await table.finish();
}

/** Rows to look at before deciding what the columns are, and cells of them where rows are long. */
const SAMPLE_ROWS = 1000;
const FEWEST_ROWS = 50;
const SAMPLE_CELLS = 100_000;
/** Lines to look at where most are blank. */
const MOST_BLANK = 10_000;

/** Holds the first rows back until they tell what the columns are. */
export class RowTable {
  /** Known once the first rows have told. */
  builder: TableBuilder | undefined;
  readonly #separator: string;
  readonly #options: ReadTableOptions;
  readonly #nameOf: (cell: string) => string;
  #sample: Row[] = [];
  #filled = 0;
  #cells = 0;

  /** `nameOf` is what a cell of the header names a column. */
  constructor(separator: string, options: ReadTableOptions, nameOf = (cell: string): string => cell) {
    this.#separator = separator;
    this.#options = options;
    this.#nameOf = nameOf;
  }

  add(row: Row): void {
    if (this.builder) {
      this.builder.add(row);
      return;
    }
    this.#sample.push(row);
    if (row.cells.some((cell) => cell !== "")) {
      this.#filled++;
      this.#cells += row.cells.length;
    }
    const isEnough = this.#filled > SAMPLE_ROWS || (this.#filled > FEWEST_ROWS && this.#cells > SAMPLE_CELLS);
    if (isEnough || this.#sample.length > MOST_BLANK) this.#plan();
  }

  /** Throws `no_rows` for a header alone. */
  finish(): Promise<Table> {
    if (!this.builder) this.#plan();
    return finishTable(this.builder!, this.#options);
  }

  #plan(): void {
    this.builder = planTable(this.#sample, this.#separator, this.#options, this.#nameOf);
    this.#sample = [];
  }
}
