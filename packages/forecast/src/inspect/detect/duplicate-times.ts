import { listNames } from "../../data/column-names.ts";
import { findingOf } from "../finding.ts";
import type { Finding } from "../inspection.ts";
import { keyColumns } from "../key-columns.ts";
import type { Survey } from "../survey.ts";
import { sameCell } from "./duplicate-rows.ts";

/**
 * Rows whose time their series has had before. Facts: times (different times that come more than once), most (rows of the
 * most frequent of them), differ (rows whose numbers are not those of the first row with this time). Where other columns tell these
 * rows apart, `mixed_series` names them, and nothing is to be dropped or averaged. Its facts: keys, series.
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
  // Readings of different places at one time are no repetitions of each other.
  const keys = differ > 0 ? keyColumns(table) : undefined;
  return [
    ...(keys
      ? [
          findingOf(table, {
            code: "mixed_series",
            weight: "blocks",
            count: keys.series,
            facts: { keys: listNames(keys.names), series: keys.series },
          }),
        ]
      : []),
    findingOf(table, {
      code: "duplicate_times",
      weight: "blocks",
      column: table.time.name,
      count: repeated.length,
      rows: repeated.sort((a, b) => a - b),
      facts: { times: distinct, most, differ },
      // Copies of the same reading are one reading; readings that differ are all readings.
      ...(keys ? {} : { repair: { kind: "duplicates", keep: differ * 2 > repeated.length ? "mean" : "first" } }),
    }),
  ];
}
