import { findingOf } from "../finding.ts";
import type { Finding } from "../inspection.ts";
import type { Survey } from "../survey.ts";

/** Rows whose time is earlier than that of the row before them of the same series. Fact: descending, 1 where all are. */
export function detectOutOfOrder({ table }: Survey): Finding[] {
  if (!table.time) return [];
  const times = table.time.values;
  const latest = new Map<number, number>();
  const back: number[] = [];
  let forward = 0;
  for (let row = 0; row < table.rows; row++) {
    const code = table.series?.codes[row] ?? 0;
    const before = latest.get(code);
    if (before !== undefined && times[row]! < before) back.push(row);
    if (before !== undefined && times[row]! > before) forward++;
    latest.set(code, times[row]!);
  }
  if (back.length === 0) return [];
  return [
    findingOf(table, {
      code: "out_of_order",
      weight: "blocks",
      column: table.time.name,
      count: back.length,
      rows: back,
      facts: { descending: forward === 0 ? 1 : 0 },
      repair: { kind: "sort" },
    }),
  ];
}
