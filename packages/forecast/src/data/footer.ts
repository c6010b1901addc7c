import type { Note } from "../contracts/outcome.ts";
import type { Problem } from "../contracts/problem.ts";
import { isMissing, isNumber } from "./cell.ts";
import type { Row } from "./rows.ts";
import { readTimeText } from "./time-text.ts";

/** A row that could be the file's footer: only what follows it, or that nothing does, can tell. */
interface OddRow {
  readonly row: Row;
  /** What is wrong with it, if it is not a footer; undefined where it could be data after all. */
  readonly fault: Problem | undefined;
  /** Where it can be left out wherever it stands: takes its fault. */
  readonly leaveOut: ((fault: Problem) => void) | undefined;
}

/** Most lines of a footer. */
const LINES = 20;

/** Rows at the end of the file so far that do not read as data. */
export class Footer {
  #odd: OddRow[] = [];
  readonly #store: (row: Row) => void;

  /** `store` takes a row that turned out to be data. */
  constructor(store: (row: Row) => void) {
    this.#store = store;
  }

  get isEmpty(): boolean {
    return this.#odd.length === 0;
  }

  /** `leaveOut` takes the fault of a row that can be left out wherever it stands. */
  push(row: Row, fault: Problem | undefined, leaveOut?: (fault: Problem) => void): void {
    this.#odd.push({ row, fault, leaveOut });
    if (this.#odd.length > LINES) this.settle();
  }

  /** Data follows: what looked odd was not the footer. */
  settle(): void {
    if (this.isEmpty) return;
    const odd = this.#odd;
    this.#odd = [];
    for (const { row, fault, leaveOut } of odd) {
      if (fault && !leaveOut) throw fault;
      else if (fault && leaveOut) leaveOut(fault);
      else this.#store(row);
    }
  }

  /** The file is at its end: prose is dropped with a note that quotes it, anything else is a Problem. */
  finish(hasData: boolean): Note[] {
    const isProse = ({ row }: OddRow): boolean => Footer.isProse(row.cells);
    for (const odd of this.#odd) {
      if (!odd.fault || isProse(odd)) continue;
      if (!odd.leaveOut) throw odd.fault;
      odd.leaveOut(odd.fault);
    }
    this.#odd = this.#odd.filter((odd) => !odd.fault || isProse(odd));
    const [first] = this.#odd;
    if (!first) return [];
    if (!hasData && first.fault) throw first.fault;
    const text = this.#odd.map(({ row }) => row.cells.filter((cell) => cell !== "").join(", ")).join(" / ");
    const facts = { rows: this.#odd.length, row: first.row.line, text: text.slice(0, 200) };
    return [{ code: "footer_dropped", facts }];
  }

  /** Words first, and few numbers: `Source: Box, Jenkins, 1976`, but not `Total, 5000`. */
  static isProse(cells: readonly string[]): boolean {
    const filled = cells.filter((cell) => cell !== "");
    const numbers = filled.filter((cell) => isNumber(cell)).length;
    const times = filled.some((cell) => readTimeText(cell) !== undefined);
    return !times && numbers * 3 <= filled.length && /\p{L}{2}/u.test(filled[0] ?? "") && !isMissing(filled[0] ?? "");
  }
}
