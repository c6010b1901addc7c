import { z } from "zod";
import type { Table } from "../contracts/index.ts";
import { seriesRows } from "./series-rows.ts";
import type { TablePast } from "./table-past.ts";
import { takeNumbers } from "./take-rows.ts";

/** Whether numbers are learnt from each series alone or from all together. */
export const overSchema = z.enum(["series", "table"]);
export type Over = z.infer<typeof overSchema>;

/** What learnt numbers belong to: a column of one series, or of all series where `series` is null. */
export const learntFor = { column: z.string(), series: z.string().nullable() };
interface LearntFor {
  readonly column: string;
  readonly series: string | null;
}

/**
 * Learns numbers from the known values of each column's past, for each series or over all: `learn` gets at least one
 * value with the row that each was read from, and may return undefined where there is nothing to learn. Values made
 * with later readings are not learnt from.
 */
export function learnColumns<Numbers>(
  { table }: TablePast,
  columns: readonly string[],
  over: Over,
  learn: (known: Float64Array, rows: Uint32Array) => Numbers | undefined,
): (Numbers & LearntFor)[] {
  const all = { series: null, rows: Uint32Array.from({ length: table.rows }, (_, row) => row) };
  const groups: readonly { series: string | null; rows: Uint32Array }[] = over === "table" ? [all] : seriesRows(table);
  return table.columns.flatMap((column) => {
    if (column.kind !== "number" || !columns.includes(column.name)) return [];
    const { values, filled } = column;
    return groups.flatMap(({ series, rows }) => {
      const known = rows.filter((row) => !Number.isNaN(values[row]!) && filled?.[row] !== 2);
      const numbers = known.length > 0 ? learn(takeNumbers(values, known), known) : undefined;
      return numbers === undefined ? [] : [{ column: column.name, series, ...numbers }];
    });
  });
}

/**
 * Finds what was learnt for a column of a series. Where one series was learnt from and the table holds one, they are
 * taken for the same, whatever the file calls them.
 */
export function learntBy<Entry extends LearntFor>(
  entries: readonly Entry[],
  table: Table,
): (column: string, series: string) => Entry | undefined {
  const key = (column: string, series: string | null) => JSON.stringify([column, series]);
  const byKey = new Map(entries.map((entry) => [key(entry.column, entry.series), entry]));
  const known = [...new Set(entries.map(({ series }) => series))];
  const only = known.length === 1 && seriesRows(table).length === 1 ? known[0]! : undefined;
  return (column, series) =>
    byKey.get(key(column, null)) ??
    byKey.get(key(column, series)) ??
    (only === undefined ? undefined : byKey.get(key(column, only)));
}
