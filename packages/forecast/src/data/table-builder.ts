import type { Note } from "../contracts/outcome.ts";
import { Problem } from "../contracts/problem.ts";
import { badTime } from "./bad-time.ts";
import type { CellRules, DecimalMark } from "./cell.ts";
import type { ColumnBuilder } from "./column-builder.ts";
import { isTimeName, type TimePlace } from "./find-time.ts";
import { Footer } from "./footer.ts";
import { NumberColumnBuilder } from "./number-column-builder.ts";
import { NumberList } from "./number-list.ts";
import type { Row } from "./rows.ts";
import type { TimeFault } from "./time-column.ts";
import { TimelessRows } from "./timeless-rows.ts";

/** What the first rows told about a table. */
export interface TablePlan {
  readonly names: readonly string[];
  readonly header: boolean;
  readonly rules: CellRules;
  /** The decimal mark where the first rows hold one. */
  readonly decimal: DecimalMark | undefined;
  readonly place: TimePlace | undefined;
  /** One for each name; those of the time stay empty. */
  readonly builders: readonly ColumnBuilder[];
  /** True where each row is a series: rows that are shorter than the header are padded. */
  readonly inRows: boolean;
  readonly notes: readonly Note[];
}

/** Most data rows: a small gzip file can hold more of them than any memory. */
const MAX_ROWS = 20_000_000;

/** Rows from which on their mean length tells how many will come; some more may. */
const SURE = 1000;
const MARGIN = 1.2;

/** Takes in rows and gathers columns and times; whatever is not data in the middle of a table is a Problem. */
export class TableBuilder {
  readonly plan: TablePlan;
  /** Line of the file of each data row. */
  readonly lines = new NumberList(Uint32Array);
  /** Places of the columns that do not hold the time. */
  readonly places: readonly number[];
  readonly #footer: Footer;
  readonly #timeless = new TimelessRows();
  readonly #maxRows: number;
  #room = 0;
  #blank = { count: 0, first: 0 };
  #waitingBlank = { count: 0, first: 0 };
  /** Of those that wait, rows that hold separators and nothing else. */
  #waitingEmpty = { count: 0, first: 0 };

  constructor(plan: TablePlan, maxRows = MAX_ROWS) {
    this.plan = plan;
    this.#maxRows = maxRows;
    this.places = plan.names.map((_, column) => column).filter((column) => !plan.place?.columns.includes(column));
    this.#footer = new Footer((row) => this.#store(row));
  }

  /** False while rows wait for what follows them: then every row must come by `add`. */
  get isSettled(): boolean {
    return this.#footer.isEmpty && this.#waitingBlank.count === 0;
  }

  /** Takes any row. Throws what the columns throw, `row_ragged`, `time_unreadable` and `too_many_rows`. */
  add(row: Row): void {
    const { cells, line } = row;
    const width = this.plan.names.length;
    if ((cells.length === 1 || this.plan.place) && cells.every((cell) => cell === "")) {
      if (this.#waitingBlank.count++ === 0) this.#waitingBlank.first = line;
      if (cells.length > 1 && this.#waitingEmpty.count++ === 0) this.#waitingEmpty.first = line;
    } else if (cells.length < width && this.plan.inRows) {
      this.add({ cells: [...cells, ...new Array<string>(width - cells.length).fill("")], line });
    } else if (cells.length < width || (cells.length > width && cells.slice(width).some((cell) => cell !== ""))) {
      this.#footer.push(row, ragged(row, width));
    } else if (!this.plan.place && this.#readsAsProse(cells)) {
      this.#footer.push(row, undefined);
    } else {
      const wrong = this.plan.place?.reader.read(this.#timeCells(cells));
      if (wrong === undefined) this.#store(row);
      else this.#footer.push(row, this.#badTime(row, wrong), this.#leaveOut(row));
    }
  }

  /** Makes room for the rows to come, given the share of the file that has been read. */
  expect(share: number): void {
    const rows = this.lines.length;
    if (rows < SURE || rows < 0.9 * this.#room) return;
    this.#room = Math.min(this.#maxRows, Math.ceil((MARGIN * rows) / share));
    this.lines.reserve(this.#room);
    this.plan.place?.reader.reserve(this.#room);
    for (const place of this.places) this.plan.builders[place]!.reserve(this.#room);
  }

  /** Counts a row whose cells went to the columns. */
  countRow(line: number): void {
    if (this.lines.length >= this.#maxRows) throw tooManyRows(this.#maxRows, line);
    this.lines.push(line);
  }

  /** Settles what stood at the end: prose is dropped with a note that quotes it, anything else is a Problem. */
  finish(): Note[] {
    const footer = this.#footer.finish(this.lines.length > 0);
    const timeless = this.#timeless.finish(this.lines.length);
    const count = this.#blank.count + this.#waitingEmpty.count;
    const row = this.#blank.count > 0 ? this.#blank.first : this.#waitingEmpty.first;
    return [
      ...this.plan.notes,
      ...footer,
      ...timeless,
      ...(count > 0 ? [{ code: "blank_lines", facts: { rows: count, row } }] : []),
    ];
  }

  #timeCells(cells: readonly string[]): string[] {
    return this.plan.place?.columns.map((column) => cells[column]!) ?? [];
  }

  #store({ cells, line }: Row): void {
    this.#footer.settle();
    if (this.#waitingBlank.count > 0) this.#countBlank();
    this.countRow(line);
    const { builders } = this.plan;
    for (const place of this.places) builders[place]!.push(cells[place]!);
  }

  /** Lines at the end without anything are a habit, not worth a word; elsewhere, and as rows of cells, they may once have held something. */
  #countBlank(): void {
    if (this.lines.length > 0) {
      if (this.#blank.count === 0) this.#blank.first = this.#waitingBlank.first;
      this.#blank.count += this.#waitingBlank.count;
    }
    this.#waitingBlank = { count: 0, first: 0 };
    this.#waitingEmpty = { count: 0, first: 0 };
  }

  /** Without a time to fail on, a row with words under numbers, or a sentence and nothing else, may be a footer. */
  #readsAsProse(cells: readonly string[]): boolean {
    const { builders, rules } = this.plan;
    if (this.lines.length === 0) return false;
    let words = 0;
    let known = 0;
    for (const place of this.places) {
      const cell = cells[place]!;
      if (rules.isMissing(cell)) continue;
      const column = builders[place]!;
      if (column instanceof NumberColumnBuilder ? column.rules.read(cell) !== undefined : rules.isNumber(cell))
        return false;
      known++;
      if (!column.isText) words++;
    }
    const isSentence = known === 1 && this.places.length > 2 && /\S \S/.test(cells[0]!);
    return words > 0 || isSentence ? Footer.isProse(cells) : false;
  }

  /** What becomes of a row that says no time: left out, unless it may be the header below a title. */
  #leaveOut(row: Row): ((fault: Problem) => void) | undefined {
    const { rules, place, names } = this.plan;
    if (!place || !TimelessRows.areTimeless(this.#timeCells(row.cells), (cell) => rules.isMissing(cell)))
      return undefined;
    const isFirst = this.lines.length === 0 && !row.cells.some((cell) => rules.isNumber(cell));
    if (isFirst && place.columns.length === 1 && !isTimeName(names[place.columns[0]!]!)) return undefined;
    return (fault) => this.#timeless.push(row, fault);
  }

  #badTime({ cells, line }: Row, fault: TimeFault): Problem {
    const { place, names } = this.plan;
    const column = (place?.columns ?? []).map((at) => names[at]!).join(", ");
    return badTime(this.#timeCells(cells), fault, { line, column, place, isFirst: this.lines.length === 0 });
  }
}

function tooManyRows(most: number, row: number): Problem {
  return new Problem("data", "too_many_rows", `The file has more than ${most} rows.`, {
    found: `more than ${most} rows of readings`,
    needed: `at most ${most} rows`,
    hint: "Keep the latest rows, or average neighbouring ones.",
    row,
  });
}

function ragged({ cells, line }: Row, width: number): Problem {
  const text = cells.join(", ").slice(0, 60);
  return new Problem("data", "row_ragged", `Row ${line} has ${cells.length} cells where ${width} are needed.`, {
    found: `${cells.length} cells: ${text}`,
    needed: `${width} cells, as in the first row`,
    hint: "Complete or remove this row; a title above the header must go too, and a cell with the separator in it needs quotes.",
    row: line,
  });
}
