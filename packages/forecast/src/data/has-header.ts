import type { CellRules } from "./cell.ts";
import { areYearsAcross, YEAR } from "./months-in-rows.ts";
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
 * numbers (`2020-01` heading a wide table), years beside months, years and running numbers behind words, or numbers far outside of everything
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
      stepsBehindWords(first, below)
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

/**
 * `Country`, `Code`, `2000`, `2005`, `2010` … or `Station`, `1`, `2`, `3`, `4` …: words, then years at even distances or numbers that
 * count on from the first, above words and numbers that do not.
 */
function stepsBehindWords(first: readonly string[], below: readonly (readonly string[])[]): boolean {
  const start = first.findIndex((cell) => /^\d/.test(cell));
  const isWord = (cell: string): boolean => /\p{L}/u.test(cell) && readTimeText(cell) === undefined;
  if (start < 1 || below.length === 0 || !first.slice(0, start).every(isWord)) return false;
  const isFirst = YEAR.test(first[start]!) || /^0*[01]$/.test(first[start]!);
  const isOther = (cells: readonly string[]): boolean => cells[0] !== first[0] && !areSteps(cells.slice(start));
  return isFirst && areSteps(first.slice(start)) && below.every(isOther);
}

/** Years at even distances, perhaps before words such as `Total`, or at least four numbers that rise by one and nothing else. */
function areSteps(cells: readonly string[]): boolean {
  const end = cells.findIndex((cell) => !/^\d/.test(cell));
  const numbers = cells.slice(0, end < 0 ? cells.length : end);
  const step = Number(numbers[1]) - Number(numbers[0]);
  if (step === 0 || numbers.some((cell, i) => i > 0 && Number(cell) - Number(numbers[i - 1]) !== step)) return false;
  if (numbers.every((cell) => YEAR.test(cell))) return numbers.length > (Math.abs(step) === 1 ? 1 : 2);
  return step === 1 && numbers.length >= 4 && end < 0;
}

/** An empty corner, and both the first row and the first column count 0, 1, 2 … or 1, 2, 3 …: a matrix with its indices. */
function numberedMatrix(first: readonly string[], below: readonly (readonly string[])[]): boolean {
  if (first[0] !== "" || first.length < 3 || below.length < 2) return false;
  const counts = (cells: readonly string[]): boolean =>
    cells.every((cell, i) => /^\d+$/.test(cell) && Number(cell) === Number(cells[0]) + i);
  return counts(first.slice(1)) && counts(below.map((row) => row[0] ?? ""));
}
