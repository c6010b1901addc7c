import { NumberList } from "./number-list.ts";

/** Words in the order of rows, each spelling kept once. */
export class WordList {
  readonly #isMissing: (cell: string) => boolean;
  readonly #codes = new NumberList(Int32Array);
  /** The code of each spelling, −1 for those that stand for a missing cell. */
  readonly #places = new Map<string, number>();
  readonly #words: string[] = [];

  constructor(isMissing: (cell: string) => boolean) {
    this.#isMissing = isMissing;
  }

  push(cell: string): void {
    this.#codes.push(this.#places.get(cell) ?? this.#add(cell));
  }

  reserve(rows: number): void {
    this.#codes.reserve(rows);
  }

  /** The code of each row and the words in the order of their first appearance. */
  take(): { readonly codes: Int32Array; readonly categories: readonly string[] } {
    return { codes: this.#codes.take(), categories: this.#words };
  }

  #add(cell: string): number {
    const code = this.#isMissing(cell) ? -1 : this.#words.length;
    // A slice of a longer text would hold all of that text in memory.
    const own = cell.length > 12 ? ` ${cell}`.slice(1) : cell;
    this.#places.set(own, code);
    if (code >= 0) this.#words.push(own);
    return code;
  }
}
