import { findingOf } from "../finding.ts";
import type { Finding } from "../inspection.ts";
import type { Survey } from "../survey.ts";
import { sameCell } from "./duplicate-rows.ts";

/**
 * Rows whose time their series has had before. Facts: times (different times that come more than once), most (rows of the
 * most frequent of them), differ (rows whose numbers are not those of the first row with this time).
 */
export function detectDuplicateTimes({ table, series }: Survey): Finding[] {
  if (!table.time) return [];
  const times = table.time.values;
  const numbers = table.columns.filter(({ kind }) => kind === "number");
  const repeated: number[] = [];
  let [distinct, most, differ] = [0, 1, 0];
  for (const { rows } of series) {
    let first = 0;
    for (let i = 1; i < rows.length; i++) {
      const row = rows[i]!;
      if (times[row] !== times[rows[first]!]) {
        first = i;
        continue;
      }
      repeated.push(row);
      if (i === first + 1) distinct++;
      most = Math.max(most, i - first + 1);
      if (!numbers.every((column) => sameCell(column, row, rows[first]!))) differ++;
    }
  }
  if (repeated.length === 0) return [];
  return [
    findingOf(table, {
      code: "duplicate_times",
      weight: "blocks",
      column: table.time.name,
      count: repeated.length,
      rows: repeated.sort((a, b) => a - b),
      facts: { times: distinct, most, differ },
      // Copies of the same reading are one reading; readings that differ are all readings.
      repair: { kind: "duplicates", keep: differ * 2 > repeated.length ? "mean" : "first" },
    }),
  ];
}
