import { findingOf } from "../finding.ts";
import type { Finding } from "../inspection.ts";
import type { NumberView } from "../number-facts.ts";
import type { Survey } from "../survey.ts";

/** One finding for a column's sentinels together, values that stand for "missing". */
export function detectSentinel({ table }: Survey, { column, sentinels }: NumberView): Finding[] {
  if (sentinels.length === 0) return [];
  const rows: number[] = [];
  for (let row = 0; row < table.rows; row++) if (sentinels.includes(column.values[row]!)) rows.push(row);
  return [
    findingOf(table, {
      code: "sentinel",
      weight: "harms",
      column: column.name,
      count: rows.length,
      rows,
      facts: { value: sentinels.join(", ") },
      repair: { kind: "missing", values: sentinels, columns: [column.name] },
    }),
  ];
}
