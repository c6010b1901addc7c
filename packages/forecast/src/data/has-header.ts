import type { CellRules } from "./cell.ts";
import { areYearsAcross, yearsAmong } from "./months-in-rows.ts";
import { readTimeText } from "./time-text.ts";

type CellKind = "missing" | "number" | "time" | "text";

/** What a cell looks like on its own; `1949` is a number here, `1949-01` a time. */
export function cellKind(cell: string, rules: CellRules): CellKind {
  if (rules.isMissing(cell)) return "missing";
  if (rules.isNumber(cell)) return "number";
  return readTimeText(cell) ? "time" : "text";
}

/**
 * Tells whether the first row names the columns or is already data. Names are words above numbers or times, times above
 * numbers (`2020-01` heading a wide table), years beside months or above what are no years, or numbers far outside of everything
 * below them (the ids of sensors).
 */
export function hasHeader(first: readonly string[], below: readonly (readonly string[])[], rules: CellRules): boolean {
  const kinds = first.map((cell) => cellKind(cell, rules));
  const kindsBelow = first.map((_, column) => {
    for (const row of below) {
      const kind = cellKind(row[column] ?? "", rules);
      if (kind !== "missing") return kind;
    }
    return "missing";
  });
  const isName = (kind: CellKind, column: number): boolean => {
    const under = kindsBelow[column];
    if (kind === "text") return (under === "number" || under === "time") && /^[^\d+\-.]/.test(first[column] ?? "");
    return kind === "time" && under === "number";
  };
  const isData = (kind: CellKind, column: number): boolean => {
    return kind === "number" || (kind === "time" && kindsBelow[column] === "time");
  };
  if (kinds.some(isName)) return true;
  if (kinds.some(isData))
    return (
      sensorIds(first, below) ||
      numberedMatrix(first, below) ||
      areYearsAcross(first, below) ||
      yearsBehindWords(first, below)
    );
  return kinds.includes("text");
}

/** Different whole numbers, each more than ten times as large as anything in the column below it. */
function sensorIds(first: readonly string[], below: readonly (readonly string[])[]): boolean {
  if (first.length < 2 || below.length < 2 || new Set(first).size < first.length) return false;
  return first.every((cell, column) => {
    if (!/^\d+$/.test(cell)) return false;
    const largest = below.reduce((max, row) => Math.max(max, Math.abs(Number(row[column]) || 0)), 0);
    return Number(cell) > 10 * largest;
  });
}

/** `Country`, `Code`, `2020`, `2021` …: words, then years that follow each other, above words and numbers that are other than years. */
function yearsBehindWords(first: readonly string[], below: readonly (readonly string[])[]): boolean {
  const start = first.findIndex((cell) => /^\d/.test(cell));
  const end = start + yearsAmong(first.slice(start)).length;
  const isWord = (cell: string): boolean => /\p{L}/u.test(cell) && readTimeText(cell) === undefined;
  if (start < 1 || end < start + 2 || !first.slice(0, start).every(isWord)) return false;
  // Of two years alone, readings that are years as well tell a list of lives or reigns.
  const isOther = (cells: readonly string[]): boolean =>
    end > start + 2
      ? yearsAmong(cells.slice(start, end)).length === 0
      : cells.slice(start, end).some((cell) => !/^(?:1[5-9]|20)\d\d$/.test(cell));
  return below.length > 0 && below.every((cells) => cells[0] !== first[0]) && below.some(isOther);
}

/** An empty corner, and both the first row and the first column count 0, 1, 2 … or 1, 2, 3 …: a matrix with its indices. */
function numberedMatrix(first: readonly string[], below: readonly (readonly string[])[]): boolean {
  if (first[0] !== "" || first.length < 3 || below.length < 2) return false;
  const counts = (cells: readonly string[]): boolean =>
    cells.every((cell, i) => /^\d+$/.test(cell) && Number(cell) === Number(cells[0]) + i);
  return counts(first.slice(1)) && counts(below.map((row) => row[0] ?? ""));
}
