import type { Table } from "../contracts/index.ts";
import { type CleanSpec, cleanStepOf } from "./clean-spec.ts";
import { seriesRows } from "./series-rows.ts";
import { type Cutoff, pastOfTable } from "./table-past.ts";

/**
 * Which rows are the past:
 * - `before`: all that were read before this instant, epoch milliseconds (in a table without time: the first so many
 *   rows);
 * - `rows`: of each series the first rows, as many as the function says of the number of rows that it has once it is
 *   clean. What splits a clean series into parts can so be given as it is.
 */
export type PastRows = { readonly before: number } | { readonly rows: (rows: number) => number };

/** Steps that decide on rows by their time and series alone. */
const OF_ROWS: ReadonlySet<CleanSpec["kind"]> = new Set(["sort", "duplicates", "regular"]);

/** Where the past of each series ends. Cleaning may add and remove rows, but what it leaves hangs on their times alone. */
export function cutoffOf(table: Table, specs: readonly CleanSpec[], past: PastRows): Cutoff {
  if ("before" in past) return () => past.before;
  let bare: Table = { ...table, columns: [] };
  if (bare.time) {
    for (const spec of specs.filter(({ kind }) => OF_ROWS.has(kind))) {
      const step = cleanStepOf(spec.kind);
      bare = step.apply(step.fit(spec, pastOfTable(bare)), bare).table;
    }
  }
  const { time } = bare;
  const ends = new Map<string, number>();
  for (const { series, rows } of seriesRows(bare)) {
    const end = past.rows(rows.length);
    const first = rows[end];
    ends.set(series, !time ? end : first === undefined ? Number.POSITIVE_INFINITY : time.values[first]!);
  }
  return (series) => ends.get(series) ?? Number.NEGATIVE_INFINITY;
}
