import type { NumberColumn, Table } from "../contracts/table.ts";
import { msOfMonthTime } from "./calendar.ts";

type Parts = Pick<Table, "rows" | "lines" | "columns">;

/** Rows under the header that say of each series how long it is and with which year and period it starts. */
const META = 3;

/**
 * A wide table whose first three rows are each column's length, start year and start period, as the tourism competition's files
 * are: `undefined` for any other. Each column is a series with times of its own; what is behind its length is padding.
 */
export function seriesFromMetaRows({ rows, lines, columns }: Parts): Omit<Table, "id" | "notes"> | undefined {
  const series = columns.filter((column): column is NumberColumn => column.kind === "number");
  if (rows <= META || series.length < 2 || series.length < columns.length) return undefined;
  if (!series.every(({ values }) => isMeta(values))) return undefined;
  const months = series.every(({ values }) => values[2]! <= 4) && series.every(({ name }) => !/^m/i.test(name)) ? 3 : 1;
  const length = series.reduce((sum, { values }) => sum + values[0]!, 0);
  const y = new Float64Array(length);
  const codes = new Int32Array(length);
  const longLines = new Uint32Array(length);
  const times = new Float64Array(length);
  let at = 0;
  series.forEach(({ values }, code) => {
    const own = values[0]!;
    const first = values.findIndex((value, row) => row >= META && !Number.isNaN(value));
    const month = values[1]! * 12 + (values[2]! - 1) * months;
    for (let step = 0; step < own; step++, at++) {
      y[at] = values[first + step]!;
      codes[at] = code;
      longLines[at] = lines[first + step]!;
      times[at] = msOfMonthTime({ month: month + step * months, day: 1, clock: 0 });
    }
  });
  return {
    layout: "wide",
    rows: length,
    lines: longLines,
    time: { name: "ds", columns: [], values: times, format: months === 3 ? "YYYY[Q]Q" : "YYYY-MM" },
    series: { kind: "text", name: "unique_id", codes, categories: series.map(({ name }) => name) },
    columns: [{ kind: "number", name: "y", values: y }],
  };
}

/** A length that is just the count of the known values in one stretch, a year, and a month or quarter. */
function isMeta(values: Float64Array): boolean {
  const [length, year, period] = values as unknown as readonly [number, number, number];
  if (!Number.isInteger(year) || year < 1700 || year > 2100) return false;
  if (!Number.isInteger(period) || period < 1 || period > 12) return false;
  const first = values.findIndex((value, row) => row >= META && !Number.isNaN(value));
  const last = values.findLastIndex((value) => !Number.isNaN(value));
  return first >= 0 && last >= META && last - first + 1 === length;
}
