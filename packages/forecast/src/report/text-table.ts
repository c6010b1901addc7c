import { displayWidth, truncate } from "./display-width.ts";

/** A table of texts for a terminal. */
export interface TextTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Indices of columns that are set to the right, as numbers are. */
  readonly right: readonly number[];
  /** Cells of the terminal; without it, as wide as it needs to be. */
  readonly width?: number;
  /** Index of the column that gives way where the terminal is too narrow; else the last. */
  readonly shrink?: number;
}

const LEAST = 8;

/**
 * The table as lines: columns aligned, a rule under the head, a Chinese character taking two cells. Where it is too wide, one
 * column is cut, with `…` at the cut.
 */
export function textTable({ head, rows, right, width, shrink = head.length - 1 }: TextTable): string[] {
  const table = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...table.map((row) => displayWidth(row[column] ?? ""))));
  const needed = widths.reduce((sum, one) => sum + one + 2, -2);
  if (width !== undefined && needed > width) {
    widths[shrink] = Math.max(LEAST, (widths[shrink] ?? 0) - (needed - width));
  }
  const lines = table.map((row) =>
    widths
      .map((size, column) => pad(truncate(row[column] ?? "", size), size, right.includes(column)))
      .join("  ")
      .trimEnd(),
  );
  lines.splice(1, 0, "-".repeat(Math.max(...lines.map(displayWidth))));
  return lines;
}

function pad(text: string, width: number, right: boolean): string {
  const space = " ".repeat(Math.max(0, width - displayWidth(text)));
  return right ? space + text : text + space;
}
