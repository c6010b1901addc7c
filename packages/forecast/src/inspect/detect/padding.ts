import { findingOf } from "../finding.ts";
import type { Finding } from "../inspection.ts";
import type { Survey } from "../survey.ts";

/**
 * Series of different lengths in a file that gives each a row or a column of its own: the cells behind a series' end are
 * padding, not missing readings. Facts: series (shorter than the longest), shortest, longest.
 */
export function detectPadding({ table, series }: Survey): Finding[] {
  const isShared = table.layout === "rows" || (table.layout === "wide" && table.series !== undefined);
  if (!isShared || series.length < 2) return [];
  const lengths = series.map(({ rows }) => rows.length);
  const longest = lengths.reduce((a, b) => Math.max(a, b));
  const shorter = series.filter(({ rows }) => rows.length < longest);
  if (shorter.length === 0) return [];
  return [
    findingOf(table, {
      code: "padding",
      weight: "informs",
      count: lengths.reduce((sum, length) => sum + longest - length, 0),
      rows: shorter.map(({ rows }) => rows[0]!),
      counts: shorter.map(({ rows }) => longest - rows.length),
      facts: { series: shorter.length, shortest: lengths.reduce((a, b) => Math.min(a, b)), longest },
    }),
  ];
}
