import { z } from "zod";
import { listNames } from "../data/column-names.ts";
import { chooseColumns, columnNames } from "./choose-columns.ts";
import { defineCleanStep } from "./step.ts";

const kind = z.literal("drop");

/** Leaves columns out. On new data a column that is not there is left out already. */
export const drop = defineCleanStep({
  spec: z.strictObject({ kind, columns: columnNames }),
  fitted: z.strictObject({ kind, columns: z.array(z.string()) }),
  learns: () => false,
  fit: (spec, { table }) => ({ kind: "drop" as const, columns: chooseColumns(table, spec.columns, spec.kind) }),
  apply({ columns: names }, table) {
    const columns = table.columns.filter(({ name }) => !names.includes(name));
    if (columns.length === table.columns.length) return { table, notes: [] };
    const dropped = table.columns.filter(({ name }) => names.includes(name)).map(({ name }) => name);
    return { table: { ...table, columns }, notes: [{ code: "clean_dropped", facts: { columns: listNames(dropped) } }] };
  },
});
