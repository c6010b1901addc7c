import { z } from "zod";
import { listNames } from "../data/column-names.ts";
import { chooseColumns, columnNames } from "./choose-columns.ts";
import { impossibleNotes } from "./impossible.ts";
import { cellsOf, repairColumns } from "./repair-columns.ts";
import { defineCleanStep } from "./step.ts";

const kind = z.literal("missing");
const values = z.array(z.number()).min(1);

/** Readings that stand for "no reading", such as −9999, become missing. Without `columns`, in every column of numbers. */
export const missing = defineCleanStep({
  spec: z.strictObject({ kind, values, columns: columnNames.optional() }),
  fitted: z.strictObject({ kind, values, columns: z.array(z.string()) }),
  learns: () => false,
  fit: (spec, { table }) => ({
    kind: "missing" as const,
    values: spec.values,
    columns: chooseColumns(table, spec.columns, spec.kind),
  }),
  apply(fitted, table) {
    const sentinels = new Set(fitted.values);
    const repaired = repairColumns(table, fitted.columns, (draft, { rows }) => {
      for (const row of rows) if (sentinels.has(draft.values[row]!)) draft.put(row, Number.NaN, 0);
      return undefined;
    });
    const { cells, columns } = cellsOf(repaired.changed);
    const facts = { cells, values: fitted.values.join(", "), columns: listNames(columns) };
    return {
      table: repaired.table,
      notes: [
        ...(cells > 0 ? [{ code: "clean_missing", facts }] : []),
        ...impossibleNotes(fitted.kind, repaired.impossible),
      ],
    };
  },
});
