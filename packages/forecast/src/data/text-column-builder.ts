import type { CategoryColumn } from "../contracts/table.ts";
import { fillBy } from "../statistics/index.ts";
import type { CellRules } from "./cell.ts";
import type { ColumnBuilder, FinishedColumn } from "./column-builder.ts";
import { NumberList } from "./number-list.ts";
import { WordList } from "./word-list.ts";
import { MOST_KINDS, wordsAreFew, wordsNote } from "./words-in-numbers.ts";

/** A column of words, each kept once. */
export class TextColumnBuilder implements ColumnBuilder {
  readonly name: string;
  readonly isText = true;
  readonly #rules: CellRules;
  readonly #words: WordList;
  /** An id stays text, even `001`. */
  readonly isId: boolean;

  constructor(name: string, rules: CellRules, isId: boolean) {
    this.name = name;
    this.#rules = rules;
    this.isId = isId;
    this.#words = new WordList((cell) => rules.isMissingWord(cell));
  }

  push(cell: string): void {
    this.#words.push(cell);
  }

  reserve(rows: number): void {
    this.#words.reserve(rows);
  }

  finish(lines: Uint32Array): FinishedColumn {
    const column: CategoryColumn = { kind: "text", name: this.name, ...this.#words.take() };
    return (this.isId ? undefined : numbersAmong(column, this.#rules, lines)) ?? { column, notes: [] };
  }
}

/** A column of words as one of numbers, where nearly all of them are; undefined where not. */
export function numbersAmong(
  { name, codes, categories }: CategoryColumn,
  rules: CellRules,
  lines: Uint32Array,
): FinishedColumn | undefined {
  const numbers = new Float64Array(categories.length);
  const words: string[] = [];
  const isWord = new Uint8Array(categories.length);
  const isMissing = new Uint8Array(categories.length);
  for (const [code, cell] of categories.entries()) {
    const value = rules.read(cell);
    numbers[code] = value !== undefined && Number.isFinite(value) ? value : Number.NaN;
    if (rules.isMissing(cell)) {
      isMissing[code] = 1;
    } else if (Number.isNaN(numbers[code])) {
      if (words.push(cell) > MOST_KINDS) return undefined;
      isWord[code] = 1;
    }
  }
  let [known, cells] = [0, 0];
  for (const code of codes) {
    if (code < 0 || isMissing[code] === 1) continue;
    if (isWord[code] === 1) cells++;
    else known++;
  }
  if (known === 0 || !wordsAreFew(cells, words.length, known)) return undefined;
  const wordRows = new NumberList(Uint32Array);
  codes.forEach((code, row) => {
    if (isWord[code] === 1) wordRows.push(row);
  });
  const values = fillBy(new Float64Array(codes.length), (row) => numbers[codes[row]!] ?? Number.NaN);
  const notes = words.length === 0 ? [] : [wordsNote(name, words, wordRows.take(), lines)];
  return { column: { kind: "number", name, values }, notes };
}
