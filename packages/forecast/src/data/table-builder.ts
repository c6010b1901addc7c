import type { Note } from "../contracts/outcome.ts";
import { Problem } from "../contracts/problem.ts";
import { isMissing, isNumber } from "./cell.ts";
import { ColumnBuilder } from "./column-builder.ts";
import type { CsvRecord } from "./csv-records.ts";
import { NumberList } from "./number-list.ts";
import type { TimeReader } from "./time-column.ts";
import { readTimeText } from "./time-text.ts";

/** A row that could be the file's footer: only what follows it, or that nothing does, can tell. */
interface OddRow {
  readonly record: CsvRecord;
  /** What is wrong with it, if it is not a footer; undefined where it could be data after all. */
  readonly fault: Problem | undefined;
}

/** Most lines of a footer. */
const FOOTER = 20;

/** Most data rows: a small gzip file can hold more of them than any memory. */
const MAX_ROWS = 20_000_000;

/** Names that say which series a row belongs to. */
const ID_NAMES = new Set(["unique_id", "item_id", "series_id", "id"]);

/** Takes in records and gathers columns and times; whatever is not data in the middle of a table is a Problem. */
export class TableBuilder {
  /** Every column but those of the time. */
  readonly columns: readonly ColumnBuilder[];
  /** Line of the file of each data row. */
  readonly lines = new NumberList();
  readonly notes: Note[] = [];
  /** A sentence on several series in one file, once one is noticed. */
  several: string | undefined;

  readonly #names: readonly string[];
  readonly #time: TimeReader | undefined;
  readonly #maxRows: number;
  readonly #timeColumns: readonly number[];
  /** Place in a record of each of `columns`. */
  readonly #places: readonly number[];
  #odd: OddRow[] = [];
  #blank = { count: 0, first: 0 };
  #waitingBlank = { count: 0, first: 0 };
  #previous: readonly string[] = [];

  constructor(
    names: readonly string[],
    time: TimeReader | undefined,
    timeColumns: readonly number[],
    maxRows = MAX_ROWS,
  ) {
    this.#maxRows = maxRows;
    this.#names = names;
    this.#time = time;
    this.#timeColumns = timeColumns;
    this.#places = names.map((_, column) => column).filter((column) => !timeColumns.includes(column));
    this.columns = this.#places.map((place) => new ColumnBuilder(names[place]!));
  }

  add(record: CsvRecord): void {
    const { cells, line } = record;
    if (cells.every((cell) => cell === "") && (cells.length === 1 || this.#time)) {
      if (this.#waitingBlank.count++ === 0) this.#waitingBlank.first = line;
      return;
    }
    const width = this.#names.length;
    if (cells.length < width || (cells.length > width && cells.slice(width).some((cell) => cell !== ""))) {
      this.#addOdd({ record, fault: ragged(record, width) });
    } else if (!this.#time && this.#readsAsProse(cells)) {
      this.#addOdd({ record, fault: undefined });
    } else {
      const before = this.#time?.latest() ?? Number.NaN;
      const wrong = this.#time?.read(cells);
      if (wrong !== undefined) this.#addOdd({ record, fault: this.#badTime(record, wrong) });
      else this.#store(record, before);
    }
  }

  /** Settles what stood at the end: prose is dropped with a note that quotes it, anything else is a Problem. */
  finish(): void {
    const footer = this.#odd;
    this.#odd = [];
    const bad = footer.find(({ record, fault }) => fault !== undefined && !isProse(record.cells));
    if (bad?.fault) throw bad.fault;
    const [first] = footer;
    if (first && this.lines.length > 0) {
      const text = footer.map(({ record }) => record.cells.filter((cell) => cell !== "").join(", ")).join(" / ");
      this.notes.push({
        code: "footer_dropped",
        facts: { rows: footer.length, row: first.record.line, text: text.slice(0, 200) },
      });
    } else if (first?.fault) {
      throw first.fault;
    }
    const { count, first: row } = this.#blank;
    if (count > 0) this.notes.push({ code: "blank_lines", facts: { rows: count, row } });
  }

  #addOdd(row: OddRow): void {
    this.#odd.push(row);
    if (this.#odd.length > FOOTER) this.#settleOdd();
  }

  /** Data follows: what looked odd was not the footer. */
  #settleOdd(): void {
    const odd = this.#odd;
    this.#odd = [];
    for (const { record, fault } of odd) {
      if (fault) throw fault;
      this.#store(record, Number.NaN);
    }
  }

  #store({ cells, line }: CsvRecord, before: number): void {
    if (this.#odd.length > 0) this.#settleOdd();
    if (this.#waitingBlank.count > 0) this.#countBlank();
    this.#noticeSeveral(cells, before);
    if (this.lines.length >= this.#maxRows) throw tooManyRows(this.#maxRows, line);
    this.lines.push(line);
    for (let i = 0; i < this.columns.length; i++) this.columns[i]!.push(cells[this.#places[i]!]!, line);
    this.#previous = cells;
  }

  /** Blank lines at the end are a habit, not worth a word; in the middle they may once have held something. */
  #countBlank(): void {
    if (this.lines.length > 0) {
      if (this.#blank.count === 0) this.#blank.first = this.#waitingBlank.first;
      this.#blank.count += this.#waitingBlank.count;
    }
    this.#waitingBlank = { count: 0, first: 0 };
  }

  /** Without a time to fail on, a row with words under numbers and no number at all may be a footer. */
  #readsAsProse(cells: readonly string[]): boolean {
    let words = 0;
    for (let i = 0; i < this.columns.length; i++) {
      const cell = cells[this.#places[i]!]!;
      if (isNumber(cell)) return false;
      if (!isMissing(cell) && !this.columns[i]!.text && this.lines.length > 0) words++;
    }
    return words > 0 && isProse(cells);
  }

  #badTime({ cells, line }: CsvRecord, wrong: string): Problem {
    const names = this.#timeColumns.map((column) => this.#names[column]!);
    const found = this.#timeColumns
      .map((column) => cells[column]!)
      .join(", ")
      .slice(0, 80);
    return new Problem("data", "time_unreadable", `Row ${line}, column "${names.join(", ")}": "${found}" ${wrong}.`, {
      found: found === "" ? "an empty cell" : `"${found}", which ${wrong}`,
      needed: "times written alike, such as 2021-02-28, 2021-02-28 13:30, 2021-02 or 28/02/2021",
      hint: "Correct or remove this row; if another column holds the time, name it.",
      row: line,
      column: names.join(", "),
    });
  }

  #noticeSeveral(cells: readonly string[], before: number): void {
    if (this.several !== undefined || !this.#time || this.#time.latest() > before || Number.isNaN(before)) return;
    const goesBack = this.#time.latest() < before;
    const column = this.columns.findIndex(({ name, text }, i) => {
      const isId = ID_NAMES.has(name.toLowerCase());
      return (isId || (goesBack && text !== undefined)) && this.#previous[this.#places[i]!] !== cells[this.#places[i]!];
    });
    const place = this.#places[column];
    if (place === undefined) return;
    this.several =
      `Several series seem to be in this file: column "${this.#names[place]}" changes from ` +
      `"${this.#previous[place]}" to "${cells[place]}" there; keep the rows of one of them.`;
  }
}

/** Words first, and few numbers: `Source: Box, Jenkins, 1976`, but not `Total, 5000`. */
function isProse(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== "");
  const numbers = filled.filter((cell) => isNumber(cell)).length;
  const times = filled.some((cell) => readTimeText(cell) !== undefined);
  return !times && numbers * 3 <= filled.length && /\p{L}{2}/u.test(filled[0] ?? "") && !isMissing(filled[0] ?? "");
}

function tooManyRows(most: number, row: number): Problem {
  return new Problem("data", "too_many_rows", `The file has more than ${most} rows.`, {
    found: `more than ${most} rows of readings`,
    needed: `at most ${most} rows`,
    hint: "Keep the latest rows, or average neighbouring ones.",
    row,
  });
}

function ragged({ cells, line }: CsvRecord, width: number): Problem {
  const text = cells.join(", ").slice(0, 60);
  return new Problem("data", "row_ragged", `Row ${line} has ${cells.length} cells where ${width} are needed.`, {
    found: `${cells.length} cells: ${text}`,
    needed: `${width} cells, as in the first row`,
    hint: "Complete or remove this row; a title above the header must go too, and a cell with the separator in it needs quotes.",
    row: line,
  });
}
