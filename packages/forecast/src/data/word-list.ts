import { NumberList } from "./number-list.ts";

/** Words in the order of rows, each spelling kept once. */
export class WordList {
  readonly #isMissing: (cell: string) => boolean;
  readonly #codes = new NumberList(Int32Array);
  readonly #words: string[] = [];
  /** Spellings that stand for a missing cell: few, whatever else there is. */
  readonly #missing = new Set<string>();
  /**
   * Where the code of each spelling is, plus 1, by its hash; 0 where there is none. A Map of millions of words takes several times the
   * memory, and twice that while it grows.
   */
  #slots = new Int32Array(64);
  /** Words that found no slot near where their hash has them: none but of a file that was made to have them. */
  readonly #crowded = new Map<string, number>();

  constructor(isMissing: (cell: string) => boolean) {
    this.#isMissing = isMissing;
  }

  push(cell: string): void {
    this.#codes.push(this.#codeOf(cell));
  }

  reserve(rows: number): void {
    this.#codes.reserve(rows);
  }

  /** The code of each row and the words in the order of their first appearance. */
  take(): { readonly codes: Int32Array; readonly categories: readonly string[] } {
    return { codes: this.#codes.take(), categories: this.#words };
  }

  /** −1 for what stands for a missing cell. */
  #codeOf(cell: string): number {
    const slot = this.#slotOf(cell);
    const known = slot < 0 ? this.#crowded.get(cell) : this.#slots[slot]! - 1;
    if (known !== undefined && known >= 0) return known;
    if (this.#missing.has(cell)) return -1;
    const own = ownCopy(cell);
    if (this.#isMissing(cell)) {
      this.#missing.add(own);
      return -1;
    }
    const code = this.#words.push(own) - 1;
    this.#put(own, code, slot);
    if (2 * this.#words.length > this.#slots.length) this.#grow();
    return code;
  }

  /** The slot that holds the word, or the empty one where it belongs; −1 where all that it may be in are taken. */
  #slotOf(cell: string): number {
    const last = this.#slots.length - 1;
    const first = hashOf(cell);
    for (let step = 0; step < REACH; step++) {
      const slot = (first + step) & last;
      const code = this.#slots[slot]! - 1;
      if (code < 0 || this.#words[code] === cell) return slot;
    }
    return -1;
  }

  #put(word: string, code: number, slot: number): void {
    if (slot < 0) this.#crowded.set(word, code);
    else this.#slots[slot] = code + 1;
  }

  #grow(): void {
    this.#slots = new Int32Array(2 * this.#slots.length);
    this.#crowded.clear();
    for (const [code, word] of this.#words.entries()) this.#put(word, code, this.#slotOf(word));
  }
}

/** Slots that a word may be in. */
const REACH = 64;

/** FNV-1a over the code units, its bits mixed once more: neighbours such as `a1` and `a2` are to lie apart. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) >>> 1;
}

/** Words of at most this many code units are copied one by one; of longer ones little is lost to what holds them. */
const SHORT = 64;

/** A slice of a longer text would hold all of that text in memory. */
function ownCopy(cell: string): string {
  if (cell.length > SHORT) return ` ${cell}`.slice(1);
  const units = new Array<number>(cell.length);
  for (let i = 0; i < cell.length; i++) units[i] = cell.charCodeAt(i);
  return String.fromCharCode(...units);
}
