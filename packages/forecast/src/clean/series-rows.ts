import type { Table } from "../contracts/index.ts";

/** The rows of one series in order of time, of rows with the same time in the file's order. */
export interface SeriesRows {
  /** Its id; empty where the table names none. */
  readonly series: string;
  readonly rows: Uint32Array;
}

/** The rows of each series, in the order in which the series first appear. One entry where the table holds one series. */
export function seriesRows(table: Table): SeriesRows[] {
  return rowsByCode(table).map(([code, rows]) => ({
    series: table.series?.categories[code] ?? "",
    rows: inTime(rows, table.time?.values),
  }));
}

function rowsByCode({ rows, series }: Table): [number, Uint32Array][] {
  if (rows === 0) return [];
  if (!series) return [[-1, Uint32Array.from({ length: rows }, (_, row) => row)]];
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
