import { type CsvTable, columnOf, Problem, readCsv } from "@gatecast/forecast";
import { DATA, readInput } from "../adapters/read-input.ts";

/** Reads a CSV file into a table. */
export async function readTable(
  file: string,
  time: string | readonly string[] | undefined,
  signal: AbortSignal,
): Promise<CsvTable> {
  const bytes = await readInput(file, DATA);
  // One name is a column of whole times; only several are parts.
  const columns = Array.isArray(time) && time.length === 1 ? String(time[0]) : time;
  return readCsv(bytes, { file, signal, ...(columns === undefined ? {} : { time: columns }) });
}

/**
 * Columns to read must hold numbers; `option` is the one that named them.
 * @throws Problem (data) `column_is_text`, `column_missing` with the nearest name.
 */
export function requireNumbers({ frame, textColumns }: CsvTable, names: readonly string[], option?: string): void {
  const where = option === undefined ? {} : { option };
  for (const name of names) {
    const text = textColumns.find((column) => column.name === name);
    if (text !== undefined) {
      throw new Problem("data", "column_is_text", `Column "${name}" holds text, not numbers.`, {
        found: `"${text.value}" in row ${text.row}`,
        needed: "a column of numbers",
        hint: "Leave the column out, or write its categories as numbers.",
        row: text.row,
        column: name,
        ...where,
      });
    }
    try {
      columnOf(frame, name);
    } catch (error) {
      throw error instanceof Problem ? error.with(where) : error;
    }
  }
}
