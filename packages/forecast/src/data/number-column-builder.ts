import type { Note } from "../contracts/outcome.ts";
import { Problem } from "../contracts/problem.ts";
import type { CategoryColumn } from "../contracts/table.ts";
import type { CellRules } from "./cell.ts";
import type { ColumnBuilder, FinishedColumn } from "./column-builder.ts";
import { dressNotes, dressOf, isShare } from "./dress.ts";
import { NumberList } from "./number-list.ts";
import { WordList } from "./word-list.ts";
import { wordsAreFew, wordsNote } from "./words-in-numbers.ts";

/** A column that begins with numbers. Words, and numbers that are not finite, are kept beside them until the end tells what the column is. */
export class NumberColumnBuilder implements ColumnBuilder {
  readonly name: string;
  readonly isText = false;
  readonly values = new NumberList(Float64Array);
  readonly rules: CellRules;
  #words: { readonly list: WordList; readonly rows: NumberList<Uint32Array> } | undefined;

  constructor(name: string, rules: CellRules) {
    this.name = name;
    this.rules = rules;
  }

  push(cell: string): void {
    const read = this.rules.read(cell);
    const value = isInfinite(read) ? undefined : read;
    if (value === undefined) {
      this.#words ??= { list: new WordList(() => false), rows: new NumberList(Uint32Array) };
      this.#words.rows.push(this.values.length);
      this.#words.list.push(cell);
    }
    this.values.push(value ?? Number.NaN);
  }

  reserve(rows: number): void {
    this.values.reserve(rows);
  }

  finish(lines: Uint32Array): FinishedColumn {
    const values = this.values.take();
    const column = { kind: "number", name: this.name, values } as const;
    if (!this.#words) return { column, notes: [] };
    const rows = this.#words.rows.take();
    const { codes, categories } = this.#words.list.take();
    const late = this.#undress(values, rows, codes, categories);
    if (late !== undefined) return { column, notes: late };
    let known = 0;
    for (const value of values) if (!Number.isNaN(value)) known++;
    if (!wordsAreFew(rows.length, categories.length, known)) {
      const isOfNumbers = categories.every((word) => isInfinite(this.rules.read(word)));
      if (isOfNumbers) throw notFinite(categories[codes[0]!]!, this.name, lines[rows[0]!]!);
      return { column: toText(this.name, values, rows, codes, categories), notes: [] };
    }
    return { column, notes: [wordsNote(this.name, categories, rows, lines)] };
  }

  /** Where all words are numbers with signs or marks, as thousands below small numbers have them, puts these in their places. */
  #undress(
    values: Float64Array,
    rows: Uint32Array,
    codes: Int32Array,
    words: readonly string[],
  ): readonly Note[] | undefined {
    const dress = dressOf(words, this.rules);
    if (dress === undefined || isShare(dress)) return undefined;
    const rules = this.rules.dressed();
    const numbers = Float64Array.from(words, (word) => rules.read(word) ?? Number.NaN);
    if (!numbers.every(Number.isFinite)) return undefined;
    rows.forEach((row, i) => {
      values[row] = numbers[codes[i]!]!;
    });
    this.rules.grouped ??= rules.grouped;
    return dressNotes([{ name: this.name, dress }]);
  }
}

const isInfinite = (value: number | undefined): boolean => value === Infinity || value === -Infinity;

/** Words turned out to be many: numbers become words as well, as they are usually written. */
function toText(
  name: string,
  values: Float64Array,
  wordRows: Uint32Array,
  wordCodes: Int32Array,
  words: readonly string[],
): CategoryColumn {
  const list = new WordList((cell) => cell === "");
  let next = 0;
  values.forEach((value, row) => {
    if (wordRows[next] === row) list.push(words[wordCodes[next++]!]!);
    else list.push(Number.isNaN(value) ? "" : String(value));
  });
  return { kind: "text", name, ...list.take() };
}

function notFinite(cell: string, column: string, row: number): Problem {
  const shown = cell.slice(0, 80);
  return new Problem("data", "value_not_finite", `Row ${row}, column "${column}": ${shown} is not a finite number.`, {
    found: shown,
    needed: "finite numbers, or an empty cell where a reading is missing",
    hint: `Correct the numbers, or say that they stand for missing readings: --missing ${shown}.`,
    row,
    column,
  });
}
