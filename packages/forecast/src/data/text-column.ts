import type { CategoryColumn } from "../contracts/table.ts";

/** A column that is not numbers: its name and its first word. `row` is the line of the file, from 1. */
export interface TextColumn {
  readonly name: string;
  readonly row: number;
  readonly value: string;
}

/** Names the first word of a column of words among these rows, all by default. */
export function textColumnOf(
  { name, codes, categories }: CategoryColumn,
  lines: Uint32Array,
  rows?: Uint32Array,
): TextColumn {
  const at = rows ? rows.find((row) => codes[row]! >= 0) : codes.findIndex((code) => code >= 0);
  const row = at === undefined || at < 0 ? 0 : at;
  return { name, row: lines[row] ?? 0, value: (categories[codes[row] ?? -1] ?? "").slice(0, 80) };
}
