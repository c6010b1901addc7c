import { escapeFormula } from "@gatecast/forecast";

/**
 * One line of a table; text is quoted where it must be, a number that is none is left empty. Text that a spreadsheet would take
 * for a formula gets the apostrophe that reading the file takes away again.
 */
export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map(csvCell).join(",")}\n`;
}

function csvCell(cell: string | number): string {
  // The shortest digits that read back as the same number.
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : "";
  const text = escapeFormula(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
