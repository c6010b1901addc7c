import { z } from "zod";
import { seriesRows } from "./series-rows.ts";
import { defineCleanStep } from "./step.ts";
import { takeRows } from "./take-rows.ts";

const shape = z.strictObject({ kind: z.literal("sort") });

/** Rows in order of series, as they first appear, then of time; rows of the same time stay in the file's order. */
export const sort = defineCleanStep({
  spec: shape,
  fitted: shape,
  learns: () => false,
  fit: () => ({ kind: "sort" as const }),
  apply(_fitted, table) {
    const order = new Uint32Array(table.rows);
    let next = 0;
    for (const { rows } of seriesRows(table)) {
      order.set(rows, next);
      next += rows.length;
    }
    const moved = order.reduce((sum, row, i) => sum + (row === i ? 0 : 1), 0);
    if (moved === 0) return { table, notes: [] };
    return { table: takeRows(table, order), notes: [{ code: "clean_sorted", facts: { rows: moved } }] };
  },
});
