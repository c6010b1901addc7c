import { z } from "zod";
import type { Note, Table } from "../contracts/index.ts";
import { listNames } from "../data/column-names.ts";
import { chooseColumns, columnNames } from "./choose-columns.ts";
import { constantSchema, fillConstant, fitConstant } from "./fill-constant.ts";
import { fillNeighbours, neighboursSchema } from "./fill-neighbours.ts";
import { fillSeasonal, fitSeasonal, seasonalSchema } from "./fill-seasonal.ts";
import { impossibleNotes } from "./impossible.ts";
import { overSchema } from "./learnt.ts";
import { cellsOf, type Repaired } from "./repair-columns.ts";
import { defineCleanStep } from "./step.ts";

const fitted = z.discriminatedUnion("by", [constantSchema, neighboursSchema, seasonalSchema]);
const LEARNS = new Set(["mode", "mean", "median", "seasonal"]);

/**
 * Missing numbers are filled in, without `columns` in every column of numbers. `over: "table"` learns from all series
 * together, otherwise each has its own; neighbours are always of the same series. `period` counts steps and is for
 * `seasonal`; it follows from the step where it is not named. Filled values are marked, 2 where later readings helped.
 */
export const fill = defineCleanStep({
  spec: z.strictObject({
    kind: z.literal("fill"),
    by: z.enum(["mode", "mean", "median", "forward", "backward", "linear", "seasonal"]),
    columns: columnNames.optional(),
    over: overSchema.optional(),
    period: z.int().min(2).max(1_000_000).optional(),
  }),
  fitted,
  learns: ({ by }) => LEARNS.has(by),
  fit({ by, over = "series", period, columns: named }, past): z.infer<typeof fitted> {
    const columns = chooseColumns(past.table, named, "fill");
    if (by === "seasonal") return fitSeasonal(period, over, columns, past);
    if (by === "mode" || by === "mean" || by === "median") return fitConstant({ by, over }, columns, past);
    return { kind: "fill", by, columns };
  },
  apply(step, table) {
    const repaired = repair(step, table);
    return { table: repaired.table, notes: notesOn(step, repaired) };
  },
});

function repair(step: z.infer<typeof fitted>, table: Table): Repaired {
  if ("values" in step) return fillConstant(step, table);
  return "period" in step ? fillSeasonal(step, table) : fillNeighbours(step, table);
}

function notesOn({ by, columns: all }: z.infer<typeof fitted>, { table, changed, impossible }: Repaired): Note[] {
  const notes: Note[] = [];
  const { cells, columns } = cellsOf(changed);
  if (cells > 0) notes.push({ code: "clean_filled", facts: { by, cells, columns: listNames(columns) } });
  const helped = changed.filter(({ later }) => later > 0);
  if (helped.length > 0) {
    const later = helped.reduce((sum, draft) => sum + draft.later, 0);
    notes.push({ code: "clean_later", facts: { cells: later, columns: listNames(helped.map(({ name }) => name)) } });
  }
  const left = stillMissing(table, all);
  if (left.cells > 0)
    notes.push({ code: "clean_left", facts: { by, cells: left.cells, columns: listNames(left.columns) } });
  return [...notes, ...impossibleNotes("fill", impossible)];
}

function stillMissing(table: Table, names: readonly string[]): { cells: number; columns: string[] } {
  let cells = 0;
  const columns = table.columns.filter((column) => {
    if (column.kind !== "number" || !names.includes(column.name)) return false;
    const missing = column.values.reduce((sum, value) => sum + (Number.isNaN(value) ? 1 : 0), 0);
    cells += missing;
    return missing > 0;
  });
  return { cells, columns: columns.map(({ name }) => name) };
}
