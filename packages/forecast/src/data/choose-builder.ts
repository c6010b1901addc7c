import type { CellRules } from "./cell.ts";
import type { ColumnBuilder } from "./column-builder.ts";
import { type Dress, dressOf } from "./dress.ts";
import { NumberColumnBuilder } from "./number-column-builder.ts";
import { isIdName } from "./series-names.ts";
import { TextColumnBuilder } from "./text-column-builder.ts";

/** A share of words from which on the first rows make a column one of words. */
const WORDS = 0.2;
/** Digits that a double holds for sure. */
const EXACT_DIGITS = 15;

/** What takes in a column, and what its numbers wear. */
export interface ChosenBuilder {
  readonly builder: ColumnBuilder;
  readonly dress?: Dress;
}

/** Chooses by the first cells: words, ids whose spelling counts, numbers, or numbers with signs and marks of their own. */
export function chooseBuilder(
  name: string,
  cells: readonly string[],
  rules: CellRules,
  { isSeries, timesRepeat }: { readonly isSeries: boolean; readonly timesRepeat: boolean },
): ChosenBuilder {
  const known = cells.filter((cell) => !rules.isMissing(cell));
  const isId = isSeries || isIdName(name) || isCode(known, timesRepeat);
  if (isId) return { builder: new TextColumnBuilder(name, rules, true) };
  // Marks for missing numbers are words where no number is among them.
  const isWords = known.length === 0 && !cells.every((cell) => rules.isMissingWord(cell));
  if (isWords) return { builder: new TextColumnBuilder(name, rules, false) };
  const words = known.filter((cell) => rules.read(cell) === undefined).length;
  if (words === 0) return { builder: new NumberColumnBuilder(name, rules) };
  const dress = dressOf(known, rules);
  if (dress !== undefined) return { builder: new NumberColumnBuilder(name, rules.dressed()), dress };
  const isText = words > WORDS * known.length;
  return { builder: isText ? new TextColumnBuilder(name, rules, false) : new NumberColumnBuilder(name, rules) };
}

/**
 * Digits that are no number: `007` is not `7`, and of 19 digits a double holds 15. Such a column may name series where its cells or
 * the times come again.
 */
function isCode(cells: readonly string[], timesRepeat: boolean): boolean {
  const isLong = (cell: string): boolean => cell.length > EXACT_DIGITS || (cell.length > 1 && cell.startsWith("0"));
  if (!cells.some(isLong) || !cells.every((cell) => /^\d+$/.test(cell))) return false;
  return timesRepeat || new Set(cells).size * 2 <= cells.length;
}
