import { z } from "zod";
import type { Table } from "../contracts/index.ts";
import { valuesWhere } from "../statistics/index.ts";
import { joinColumns } from "./join-rows.ts";
import { everyRow, seriesRows } from "./series-rows.ts";
import { defineCleanStep } from "./step.ts";
import { takeRows } from "./take-rows.ts";

const shape = z.strictObject({ kind: z.literal("duplicates"), keep: z.enum(["first", "last", "mean"]) });

/**
 * One row for each series and time; in a table without time, one of exact copies. `keep` says which row stays, in its
 * own place; `mean` keeps the first with the mean of the known numbers and the first word of all.
 */
export const duplicates = defineCleanStep({
  spec: shape,
  fitted: shape,
  learns: () => false,
  fit: (spec) => spec,
  apply({ keep }, table) {
    const firsts = firstOfKind(table);
    const kept = firsts.slice();
    if (keep === "last") {
      firsts.forEach((first, row) => {
        kept[first] = row;
      });
    }
    // `kept[first]` is now the row that stays of all that repeat `first`.
    const rows = valuesWhere(everyRow(table.rows), (row) => kept[firsts[row]!] === row);
    const dropped = table.rows - rows.length;
    if (dropped === 0) return { table, notes: [] };
    const cleaned = takeRows(table, rows);
    return {
      table: keep === "mean" ? { ...cleaned, columns: meansOf(table, firsts, rows) } : cleaned,
      notes: [{ code: "clean_duplicates", facts: { rows: dropped, keep } }],
    };
  },
});

function meansOf(table: Table, firsts: Uint32Array, kept: Uint32Array) {
  const placeOf = new Uint32Array(table.rows);
  kept.forEach((row, place) => {
    placeOf[row] = place;
  });
  const order = everyRow(table.rows);
  const to = { order, places: firsts.map((first) => placeOf[first]!), rows: kept.length };
  return joinColumns(table, to, { numbers: "mean", words: "first" });
}

/** For each row, the first row that it repeats; itself where it repeats none. */
function firstOfKind(table: Table): Uint32Array {
  const firsts = everyRow(table.rows);
  const times = table.time?.values;
  for (const { rows } of seriesRows(table)) {
    if (times) {
      // In order of time, rows that share one stand together, the first of the file before the others.
      for (let i = 1; i < rows.length; i++) {
        if (times[rows[i]!] === times[rows[i - 1]!]) firsts[rows[i]!] = firsts[rows[i - 1]!]!;
      }
      continue;
    }
    const seen = new Map<string, number>();
    for (const row of rows) {
      const content = contentOf(table, row);
      const first = seen.get(content);
      if (first === undefined) seen.set(content, row);
      else firsts[row] = first;
    }
  }
  return firsts;
}

/** All cells of a row; words by their codes, so that no separator can be mistaken. */
function contentOf({ columns }: Table, row: number): string {
  return columns.map((column) => (column.kind === "text" ? column.codes[row] : column.values[row])).join(" ");
}
