import { findingOf } from "../finding.ts";
import type { Finding } from "../inspection.ts";
import { repeatedTimes } from "../repeated-times.ts";
import type { Survey } from "../survey.ts";

/**
 * Rows whose time their series has had before. Facts: times (different times that come more than once), most (rows of the
 * most frequent of them), differ (rows whose numbers are not those of the first row with this time). Where several series are mixed, nothing
 * is to be dropped or averaged.
 */
export function detectDuplicateTimes(survey: Survey, isMixed: boolean): Finding[] {
  const { table } = survey;
  const { rows, times, most, differ } = repeatedTimes(survey);
  if (!table.time || rows.length === 0) return [];
  return [
    findingOf(table, {
      code: "duplicate_times",
      weight: "blocks",
      column: table.time.name,
      count: rows.length,
      rows,
      facts: { times, most, differ },
      // Copies of the same reading are one reading; readings that differ are all readings.
      ...(isMixed ? {} : { repair: { kind: "duplicates", keep: differ * 2 > rows.length ? "mean" : "first" } }),
    }),
  ];
}
