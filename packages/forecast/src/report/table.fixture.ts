import type { CategoryColumn, Table } from "../contracts/index.ts";

const DAY = 86_400_000;

/** A column of words from its cells; an empty cell is missing. */
export function wordColumn(name: string, cells: readonly string[]): CategoryColumn {
  const categories = [...new Set(cells.filter((cell) => cell !== ""))];
  return { kind: "text", name, categories, codes: Int32Array.from(cells, (cell) => categories.indexOf(cell)) };
}

/**
 * Forty days of two readings and a column of words: rows 5 to 7 of the first reading are missing, row 20 of the second is −9999,
 * and after row 29 ten days are left out.
 */
export function tableFixture(names: readonly [string, string, string] = ["rain", "level", "wind"]): Table {
  const rows = 40;
  const rain = Float64Array.from({ length: rows }, (_, i) => (i >= 5 && i <= 7 ? Number.NaN : 10 + ((i * 7) % 11)));
  const level = Float64Array.from({ length: rows }, (_, i) => (i === 20 ? -9999 : 100 + ((i * 5) % 13)));
  return {
    id: "weather",
    layout: "single",
    rows,
    lines: Uint32Array.from({ length: rows }, (_, i) => i + 2),
    time: {
      name: "day",
      columns: ["day"],
      format: "YYYY-MM-DD",
      values: Float64Array.from({ length: rows }, (_, i) => Date.UTC(2020, 0, 1) + (i < 30 ? i : i + 10) * DAY),
    },
    columns: [
      { kind: "number", name: names[0], values: rain },
      { kind: "number", name: names[1], values: level },
      wordColumn(
        names[2],
        Array.from({ length: rows }, (_, i) => ["N", "SE", ""][i % 3]!),
      ),
    ],
    notes: [],
  };
}
