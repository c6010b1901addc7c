import type { Table } from "../contracts/index.ts";
import { fillBy } from "../statistics/index.ts";

/** The rows of one series in order of time, of rows with the same time in the file's order. */
export interface SeriesRows {
  /** Its id; empty where the table names none. */
  readonly series: string;
  readonly rows: Uint32Array;
}

/** By the lines of tables: every step of a cleaning asks for the same rows again. */
const found = new WeakMap<Uint32Array, Found>();

interface Found {
  readonly series: Table["series"] | undefined;
  readonly times: Float64Array | undefined;
  readonly groups: readonly SeriesRows[];
}

/**
 * The rows of each series, in the order in which the series first appear. One entry where the table holds one series. Asked again, a
 * table gives the same object.
 */
export function seriesRows(table: Table): readonly SeriesRows[] {
  const { lines, series } = table;
  const times = table.time?.values;
  const known = found.get(lines);
  if (known && known.series === series && known.times === times) return known.groups;
  const groups = rowsByCode(table).map(([code, rows]) => ({
    series: series?.categories[code] ?? "",
    rows: inTime(rows, times),
  }));
  found.set(lines, { series, times, groups });
  return groups;
}

function rowsByCode({ rows, series }: Table): [number, Uint32Array][] {
  if (rows === 0) return [];
  if (!series) return [[-1, everyRow(rows)]];
  // Counted first, so that each series' rows fill an array of their own size.
  const counts = new Map<number, number>();
  for (const code of series.codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  const groups = new Map([...counts].map(([code, count]) => [code, { rows: new Uint32Array(count), filled: 0 }]));
  series.codes.forEach((code, row) => {
    const group = groups.get(code)!;
    group.rows[group.filled++] = row;
  });
  return [...groups].map(([code, group]) => [code, group.rows]);
}

/** The numbers of so many rows, in order. */
export function everyRow(rows: number): Uint32Array {
  return fillBy(new Uint32Array(rows), (row) => row);
}

/** How many series a table's rows belong to. */
export function seriesCount({ rows, series }: Table): number {
  return series ? new Set(series.codes).size : Math.min(rows, 1);
}

function inTime(rows: Uint32Array, times: Float64Array | undefined): Uint32Array {
  if (!times) return rows;
  for (let i = 1; i < rows.length; i++) {
    if (times[rows[i]!]! < times[rows[i - 1]!]!) {
      return rows.sort((a, b) => times[a]! - times[b]! || a - b);
    }
  }
  return rows;
}

/** The times of all series, one after the other, each in order and without repetitions. */
export function timesInOrder(times: Float64Array, series: readonly SeriesRows[]): Float64Array {
  const ordered = new Float64Array(times.length);
  let length = 0;
  for (const { rows } of series) {
    rows.forEach((row, i) => {
      if (i === 0 || times[row] !== times[rows[i - 1]!]) ordered[length++] = times[row]!;
    });
  }
  return ordered.subarray(0, length);
}
