import type { Note } from "../contracts/outcome.ts";

/** Few words among numbers are remarks on readings; many make the column one of words. */
const MOST_WORDS = 0.2;
/** Different words that a column of numbers may hold at most. */
export const MOST_KINDS = 20;
const FEW_WORDS = { share: 0.01, kinds: MOST_KINDS };
const SAME_WORDS = 3;
/** Most lines that a remark names. */
const LINES = 5;

/**
 * True where a column is still one of numbers: up to 1 % of its cells may be words, of 20 kinds at most, and up to 20 % where
 * they are the same three.
 */
export function wordsAreFew(words: number, kinds: number, numbers: number): boolean {
  const share = words / (words + numbers);
  return share <= MOST_WORDS && (kinds <= SAME_WORDS || (share <= FEW_WORDS.share && kinds <= FEW_WORDS.kinds));
}

/** The remark that words in a column of numbers were taken for missing readings; `rows` are theirs, in order. */
export function wordsNote(column: string, words: readonly string[], rows: Uint32Array, lines: Uint32Array): Note {
  const shown = words.map((word) => word.slice(0, 40)).join(", ");
  const places = Array.from(rows.subarray(0, LINES), (row) => lines[row]!);
  return { code: "text_in_numbers", facts: { column, words: shown, cells: rows.length, rows: places.join(", ") } };
}
