import type { Note } from "../contracts/outcome.ts";
import { CellRules } from "./cell.ts";
import { cellKind, hasHeader } from "./has-header.ts";
import type { ReadTableOptions } from "./read-options.ts";
import type { Row } from "./rows.ts";

/** Most lines above a header. */
const LINES = 20;

/**
 * Rows above the header that are a title or a remark: each a single cell of words, or words behind a `#`, above a header of at
 * least two names. Anything else, such as words as wide as the table, could be the header itself, and stays; so does the last
 * remark where nothing else names the columns.
 */
export function titleRows(filled: readonly Row[], { decimal, missing }: ReadTableOptions): readonly Row[] {
  const rules = new CellRules(decimal ?? ".", missing);
  const isTitle = ({ cells }: Row): boolean =>
    isRemark(cells) || (knownOf(cells).length < 2 && knownOf(cells).every((cell) => cellKind(cell, rules) === "text"));
  const first = filled.findIndex((row) => !isTitle(row));
  if (first <= 0 || filled.slice(0, first).filter(({ cells }) => !isRemark(cells)).length > LINES) return [];
  const count = [first, first - 1].find((at) => {
    const { cells } = filled[at]!;
    if (knownOf(cells).length < 2) return false;
    const below = filled.slice(at + 1).map((row) => row.cells);
    return hasHeader(cells, below, rules);
  });
  return filled.slice(0, count ?? 0);
}

/** Says what was passed over above the header, and where. */
export function titleNotes(titles: readonly Row[]): Note[] {
  const [first] = titles;
  if (first === undefined) return [];
  const text = titles.map(({ cells }) => knownOf(cells).join(", ")).join(" / ");
  return [{ code: "title_dropped", facts: { rows: titles.length, row: first.line, text: text.slice(0, 200) } }];
}

/** `# measured at noon, on the roof`. */
function isRemark(cells: readonly string[]): boolean {
  return /^#.*\p{L}/u.test(cells[0] ?? "");
}

const knownOf = (cells: readonly string[]): string[] => cells.filter((cell) => cell !== "");
