import type { Note } from "../../contracts/outcome.ts";
import { CellRules } from "../cell.ts";
import { cellKind } from "../has-header.ts";
import { type Cell, cellText, columnNumber, timeColumns } from "./excel-cells.ts";

/** Cells of a sheet that are shown as one: rows and columns from 0, the last of them included. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Most merges that are kept of a sheet; each takes some 50 bytes. */
const MOST = 1_000_000;

const REFERENCE = /^([A-Z]{1,3})([1-9]\d{0,6}):([A-Z]{1,3})([1-9]\d{0,6})$/;

/**
 * Gathers merges, cut to the rows and columns that hold cells. Merges of a sound sheet do not overlap; where they cover more
 * cells than the sheet has, the rest is left out, so that spreading them never costs more than reading the sheet.
 */
export class MergeList {
  readonly merges: Merge[] = [];
  #covered = 0;

  /** `reference` as a sheet writes it, `A2:A13`. */
  add(reference: string, rows: number, columns: number): void {
    const match = REFERENCE.exec(reference);
    if (!match) return;
    const [left, right] = [columnNumber(match[1]!) - 1, Math.min(columns, columnNumber(match[3]!)) - 1];
    const [top, bottom] = [Number(match[2]) - 1, Math.min(rows, Number(match[4])) - 1];
    const [height, width] = [bottom - top + 1, right - left + 1];
    if (height < 1 || width < 1 || height * width === 1) return;
    this.#covered += height * width;
    if (this.#covered <= rows * columns && this.merges.length < MOST) this.merges.push({ top, left, bottom, right });
  }
}

/**
 * Writes what merged cells show into every cell that they cover, in place: a file holds it in the first one alone. A title or a
 * remark that is alone in its rows stays one cell. Where cells of a header are merged over columns with names of their own,
 * its rows become one in the last of them: `North` above `rain` is `North rain`.
 */
export function spreadMerges(rows: Cell[][], merges: readonly Merge[]): Note[] {
  const known = new Map<number, number>();
  const knownIn = (row: number): number => {
    const count = known.get(row) ?? rows[row]?.reduce((sum: number, cell) => sum + (cell === null ? 0 : 1), 0) ?? 0;
    known.set(row, count);
    return count;
  };
  const spread: Merge[] = [];
  const leftmost = keyColumns(merges);
  for (const merge of merges) {
    const { top, left, bottom } = merge;
    // A number beside the readings of its rows may be their sum: it says of no row what it reads there.
    if (bottom > top && left >= leftmost && typeof rows[top]?.[left] === "number") continue;
    let others = -1;
    for (let row = top; row <= bottom && row < rows.length; row++) others += knownIn(row);
    if (others > 0 && (rows[top]?.[left] ?? null) !== null) spread.push(merge);
  }
  // A row that holds nothing of its own is the rest of one that is several rows high.
  const isRest = rows.map((_, row) => knownIn(row) === 0);
  for (const merge of spread) spreadMerge(rows, merge, isRest);
  if (spread.length === 0) return [];
  const row = spread.reduce((least, { top }) => Math.min(least, top), Number.POSITIVE_INFINITY) + 1;
  return [{ code: "cells_merged", facts: { merges: spread.length, row } }, ...joinHeader(rows, spread)];
}

/** How many columns from the left on have cells that are merged over rows: they group rows, as a year does its months. */
function keyColumns(merges: readonly Merge[]): number {
  const grouping = new Set<number>();
  for (const { top, left, bottom, right } of merges) {
    if (bottom > top) for (let column = left; column <= right; column++) grouping.add(column);
  }
  let count = 0;
  while (grouping.has(count)) count++;
  return count;
}

function spreadMerge(rows: Cell[][], { top, left, bottom, right }: Merge, isRest: readonly boolean[]): void {
  const shown = rows[top]![left]!;
  for (let row = top; row <= bottom && row < rows.length; row++) {
    const cells = rows[row]!;
    if (isRest[row]) continue;
    for (let column = left; column <= right && column < cells.length; column++) cells[column] ??= shown;
  }
}

/** Makes one row of a header whose cells are merged over several columns, if rows of names alone follow it. */
function joinHeader(rows: Cell[][], merges: readonly Merge[]): Note[] {
  const grouping = new Set<number>();
  for (const { top, left, bottom, right } of merges) {
    if (right > left) for (let row = top; row <= bottom; row++) grouping.add(row);
  }
  const first = rows.findIndex((cells) => cells.filter((cell) => cell !== null).length > 1);
  let last = first;
  while (grouping.has(last) && areNames(rows[last + 1], rows[last]!)) last++;
  if (last === first) return [];
  const header = rows.slice(first, last + 1);
  // One name above all columns tells none of them from another.
  const groups = merges.filter(({ top, left, right }) => right > left && top >= first && top < last);
  const isTitle = groups.length === 1 && groups[0]!.right - groups[0]!.left + 2 >= header[0]!.length;
  const times = timeColumns(header);
  const names = header[0]!.map((_, column) => {
    const words = header.map((cells) => cellText(cells[column], times[column])).filter((word) => word !== "");
    return isTitle ? (words.at(-1) ?? "") : words.filter((word, i) => word !== words[i - 1]).join(" ");
  });
  for (const cells of header) cells.fill(null);
  rows[last] = names.map((name) => (name === "" ? null : name));
  return [{ code: "header_joined", facts: { row: first + 1, rows: header.length } }];
}

const RULES = new CellRules();

/** True for a row of words; a cell that is merged with the one above it tells nothing. */
function areNames(cells: readonly Cell[] | undefined, above: readonly Cell[]): boolean {
  const own = cells?.filter((cell, column) => cell !== null && cell !== above[column]) ?? [];
  return own.length > 0 && own.every((cell) => typeof cell === "string" && cellKind(cell.trim(), RULES) === "text");
}
