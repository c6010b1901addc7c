import { z } from "zod";
import type { Table } from "../contracts/index.ts";
import { valuesAt, valuesWhere } from "../statistics/index.ts";
import { everyRow, seriesCount, seriesRows } from "./series-rows.ts";
import type { TablePast } from "./table-past.ts";

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
 * value, to be read only, with the row that each was read from, and may return undefined where there is nothing to learn. Values made
 * with later readings are not learnt from.
 */
export function learnColumns<Numbers>(
  { table }: TablePast,
  columns: readonly string[],
  over: Over,
  learn: (known: Float64Array, rows: Uint32Array) => Numbers | undefined,
): (Numbers & LearntFor)[] {
  const groups: readonly { series: string | null; rows: Uint32Array }[] =
    over === "table" ? [{ series: null, rows: everyRow(table.rows) }] : seriesRows(table);
  return table.columns.flatMap((column) => {
    if (column.kind !== "number" || !columns.includes(column.name)) return [];
    const { values, filled } = column;
    return groups.flatMap(({ series, rows }) => {
      const isKnown = (row: number): boolean => !Number.isNaN(values[row]!) && filled?.[row] !== 2;
      const known = rows.every(isKnown) ? rows : valuesWhere(rows, isKnown);
      const numbers = known.length > 0 ? learn(valuesAt(values, known), known) : undefined;
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
  const only = known.length === 1 && seriesCount(table) === 1 ? known[0]! : undefined;
  return (column, series) =>
    byKey.get(key(column, null)) ??
    byKey.get(key(column, series)) ??
    (only === undefined ? undefined : byKey.get(key(column, only)));
}
