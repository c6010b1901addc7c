import { type CleanSpec, cleanStepOf } from "../clean/clean-spec.ts";
import { pastOfTable } from "../clean/table-past.ts";
import type { NumberColumn, Table } from "../contracts/index.ts";

/**
 * The rows whose value of a column a cleaning step changes where it learns from all rows, found by having it applied: what a finding
 * counts is what its repair does.
 */
export function rowsChanged(table: Table, column: NumberColumn, spec: CleanSpec): number[] {
  const alone = { ...table, columns: [column] };
  const step = cleanStepOf(spec.kind);
  const cleaned = step.apply(step.fit(spec, pastOfTable(alone)), alone).table.columns[0]!;
  const found: number[] = [];
  if (cleaned.kind === "text" || cleaned === column) return found;
  for (let row = 0; row < table.rows; row++) if (!Object.is(cleaned.values[row], column.values[row])) found.push(row);
  return found;
}
