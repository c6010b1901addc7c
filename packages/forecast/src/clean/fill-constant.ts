import { z } from "zod";
import type { Table } from "../contracts/index.ts";
import { mean, median, mode } from "../statistics/index.ts";
import { learnColumns, learntBy, learntFor, overSchema } from "./learnt.ts";
import { type Repaired, repairColumns } from "./repair-columns.ts";
import type { TablePast } from "./table-past.ts";

const OF = { mode, mean, median } as const;

export const constantSchema = z.strictObject({
  kind: z.literal("fill"),
  by: z.enum(["mode", "mean", "median"]),
  over: overSchema,
  columns: z.array(z.string()),
  values: z.array(z.strictObject({ ...learntFor, value: z.number() })),
});
type FittedConstant = z.infer<typeof constantSchema>;

/** One number for all missing values of a column: the smallest mode, the mean or the median of the past. */
export function fitConstant(
  { by, over }: Pick<FittedConstant, "by" | "over">,
  columns: string[],
  past: TablePast,
): FittedConstant {
  const values = learnColumns(past, columns, over, (known) => ({ value: OF[by](known) }));
  return { kind: "fill", by, over, columns, values };
}

/** Missing values take the number of their series; where the past had no reading there is none, and they stay. */
export function fillConstant(fitted: FittedConstant, table: Table): Repaired {
  const learnt = learntBy(fitted.values, table);
  return repairColumns(table, fitted.columns, (draft, { series, rows }) => {
    const entry = learnt(draft.name, series);
    let left = false;
    for (const row of rows) {
      if (!draft.isMissing(row)) continue;
      if (entry) draft.put(row, entry.value, 1);
      else left = true;
    }
    return left ? "no_reading" : undefined;
  });
}
