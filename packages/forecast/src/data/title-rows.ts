import type { Note } from "../contracts/outcome.ts";
import { CellRules } from "./cell.ts";
import { cellKind, hasHeader } from "./has-header.ts";
import type { ReadTableOptions } from "./read-options.ts";
import type { Row } from "./rows.ts";

/** Most lines above a header. */
const LINES = 20;

/**
 * Rows above the header that are a title or a remark: each a single cell of words, above a header of at least two names. Anything
 * else, such as words as wide as the table, could be the header itself, and stays.
 */
export function titleRows(filled: readonly Row[], { decimal, missing }: ReadTableOptions): readonly Row[] {
  const rules = new CellRules(decimal ?? ".", missing);
  const count = filled.findIndex(({ cells }) => knownOf(cells).length > 1);
  const header = filled[count];
  if (header === undefined || count === 0 || count > LINES) return [];
  const titles = filled.slice(0, count);
  if (!titles.every(({ cells }) => knownOf(cells).every((cell) => cellKind(cell, rules) === "text"))) return [];
  const below = filled.slice(count + 1).map(({ cells }) => cells);
  return hasHeader(header.cells, below, rules) ? titles : [];
}

/** Says what was passed over above the header, and where. */
export function titleNotes(titles: readonly Row[]): Note[] {
  const [first] = titles;
  if (first === undefined) return [];
  const text = titles.map(({ cells }) => knownOf(cells).join(", ")).join(" / ");
  return [{ code: "title_dropped", facts: { rows: titles.length, row: first.line, text: text.slice(0, 200) } }];
}

const knownOf = (cells: readonly string[]): string[] => cells.filter((cell) => cell !== "");
