import type { TableColumn } from "../../contracts/index.ts";
import { listNames } from "../../data/column-names.ts";
import { findingOf, placeOf } from "../finding.ts";
import type { Finding } from "../inspection.ts";
import type { Survey } from "../survey.ts";

/** What is missing of one column: runs are counted within each series, rows in order of time. */
interface Missing {
  readonly rows: number[];
  readonly runs: number;
  readonly longest: number;
  /** First row of the longest run. */
  readonly longestAt: number;
  /** Rows before the first reading of their series; series without any reading are not among them. */
  readonly leading: number[];
  readonly leadingSeries: readonly string[];
  readonly emptyRows: number[];
  readonly emptySeries: readonly string[];
}

/**
 * Missing cells of a column: `missing_values` for all of them together (facts: runs, longest, where, share), `leading_missing` for those
 * before the first reading of a series, `all_missing` for series, or the whole column, without any reading.
 */
export function detectMissing(survey: Survey, column: TableColumn): Finding[] {
  const { table } = survey;
  const missing = gather(survey, column);
  const { name } = column;
  const count = missing.rows.length;
  if (count === 0) return [];
  if (missing.emptyRows.length === table.rows) {
    return [
      findingOf(table, {
        code: "all_missing",
        weight: "informs",
        column: name,
        count,
        rows: missing.rows,
        facts: { series: survey.series.length },
        repair: { leave_out: name },
      }),
    ];
  }
  const findings = [
    findingOf(table, {
      code: "missing_values",
      weight: "informs",
      column: name,
      count,
      rows: missing.rows,
      facts: {
        runs: missing.runs,
        longest: missing.longest,
        longest_at: placeOf(table, missing.longestAt),
        percent: (100 * count) / table.rows,
      },
      // Only numbers can be filled in.
      ...(column.kind === "number" ? { repair: { kind: "fill", by: "forward", columns: [name] } } : {}),
    }),
  ];
  if (missing.leading.length > 0) {
    findings.push(
      findingOf(table, {
        code: "leading_missing",
        weight: "informs",
        column: name,
        count: missing.leading.length,
        rows: missing.leading,
        facts: seriesNamed(survey, missing.leadingSeries),
      }),
    );
  }
  if (missing.emptyRows.length > 0) {
    findings.push(
      findingOf(table, {
        code: "all_missing",
        weight: "informs",
        column: name,
        count: missing.emptyRows.length,
        rows: missing.emptyRows,
        facts: seriesNamed(survey, missing.emptySeries),
      }),
    );
  }
  return findings;
}

/** How many series are meant, and which. */
function seriesNamed({ table }: Survey, names: readonly string[]): Record<string, string | number> {
  return table.series ? { series: names.length, names: listNames(names) } : { series: 1 };
}

function gather({ table, series }: Survey, column: TableColumn): Missing {
  const isMissing =
    column.kind === "number"
      ? (row: number) => Number.isNaN(column.values[row]!)
      : (row: number) => column.codes[row]! < 0;
  const found = { runs: 0, longest: 0, longestAt: 0 };
  const rows: number[] = [];
  for (let row = 0; row < table.rows; row++) if (isMissing(row)) rows.push(row);
  const leading: number[] = [];
  const leadingSeries: string[] = [];
  const emptyRows: number[] = [];
  const emptySeries: string[] = [];
  if (rows.length === 0) return { rows, ...found, leading, leadingSeries, emptyRows, emptySeries };
  for (const { series: name, rows: ordered } of series) {
    let start = -1;
    let head = ordered.length;
    for (let i = 0; i <= ordered.length; i++) {
      const missing = i < ordered.length && isMissing(ordered[i]!);
      if (missing && start < 0) start = i;
      if (missing || start < 0) continue;
      if (start === 0) head = i;
      found.runs++;
      if (i - start > found.longest) Object.assign(found, { longest: i - start, longestAt: ordered[start]! });
      start = -1;
    }
    if (ordered.length === 0 || !isMissing(ordered[0]!)) continue;
    const empty = head === ordered.length;
    (empty ? emptySeries : leadingSeries).push(name);
    for (const row of ordered.subarray(0, head)) (empty ? emptyRows : leading).push(row);
  }
  return { rows, ...found, leading, leadingSeries, emptyRows, emptySeries };
}
