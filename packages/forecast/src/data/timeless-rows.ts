import type { Note } from "../contracts/outcome.ts";
import type { Problem } from "../contracts/problem.ts";
import type { Row } from "./rows.ts";

/** Rows with a time for each row without one, from which on the latter are left out. */
const NEARLY_ALL = 10;
/** Most lines that the remark names. */
const LINES = 5;

/** Words that begin a row of sums. */
const TOTAL = /^(?:(?:sub|grand )?total|sum|average|mean|合计|总计|小计|平均)/i;

/** Rows that say no time: they are left out, and counted, as long as nearly all rows have one. */
export class TimelessRows {
  #count = 0;
  #fault: Problem | undefined;
  #text = "";
  readonly #lines: number[] = [];

  /** `fault` is what is wrong with the table if such rows are more than a few. */
  push({ cells, line }: Row, fault: Problem): void {
    if (this.#count++ === 0) {
      this.#fault = fault;
      this.#text = cells.filter((cell) => cell !== "").join(", ");
    }
    if (this.#lines.length < LINES) this.#lines.push(line);
  }

  /** The remark that says so; throws the first row's fault where `rows` with a time are not nearly all. */
  finish(rows: number): Note[] {
    if (this.#fault === undefined) return [];
    if (this.#count * NEARLY_ALL > rows) throw this.#fault;
    const facts = { rows: this.#count, lines: this.#lines.join(", "), text: this.#text.slice(0, 200) };
    return [{ code: "rows_without_time", facts }];
  }

  /** True for cells of a time that hold none: empty ones, and words such as `Total` or a unit. */
  static areTimeless(cells: readonly string[], isMissing: (cell: string) => boolean): boolean {
    const [first = ""] = cells;
    return cells.some(isMissing) || !/\d/.test(first) || TOTAL.test(first);
  }
}
