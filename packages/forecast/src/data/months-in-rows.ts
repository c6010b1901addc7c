import type { NumberColumn, Table, TableColumn } from "../contracts/table.ts";
import { monthNumber, quarterNumber, seriesFromMonths } from "./months-in-columns.ts";

/** Whole years that a table of months may hold; 1001, 1002 … number something else. */
const YEAR = /^(?:1[7-9]\d\d|20\d\d|2100)$/;
const MONTH_NAMES = /^(?:months?|mon|mo|mm|月|月份)?$/i;

/**
 * Tells whether these rows are a year turned on its side: a first row of years that follow each other, and below its first cell
 * all months (`Jan` … `Dec`, `1` … `12` under `month`) or quarters in order. Other words may stand behind the years and below
 * the months, above and beside sums.
 */
export function areYearsAcross(first: readonly string[], below: readonly (readonly string[])[]): boolean {
  const periods = below.map((row) => row[0] ?? "");
  return yearsAmong(first.slice(1)).length > 1 && periodsAmong(first[0] ?? "", periods) !== undefined;
}

/** Such a table as one series of months or quarters; undefined for any other. */
export function seriesFromMonthRows({
  lines,
  columns,
}: Pick<Table, "rows" | "lines" | "columns">): Omit<Table, "id"> | undefined {
  const [names, ...others] = columns;
  const years = yearsAmong(others.map(({ name }) => name));
  const count = names && years.length > 1 ? periodsAmong(names.name, cellsOf(names)) : undefined;
  const readings = others.slice(0, years.length);
  if (count === undefined || !readings.every((column): column is NumberColumn => column.kind === "number"))
    return undefined;
  const numberColumn = (name: string, values: Float64Array): NumberColumn => ({ kind: "number", name, values });
  const turned = Array.from({ length: count }, (_, period) => {
    const name = count === 4 ? `Q${period + 1}` : String(period + 1);
    return numberColumn(
      name,
      Float64Array.from(readings, ({ values }) => values[period]!),
    );
  });
  const year = numberColumn("year", Float64Array.from(years));
  const parts = { rows: years.length, lines: new Uint32Array(years.length), columns: [year, ...turned] };
  const series = seriesFromMonths(parts, undefined, undefined);
  if (!series?.time) return undefined;
  const lineOf = (ms: number): number => lines[Math.floor((new Date(ms).getUTCMonth() * count) / 12)]!;
  const facts = { years: years.length, rows: series.rows };
  return {
    ...series,
    lines: Uint32Array.from(series.time.values, lineOf),
    notes: [{ code: "months_in_rows", facts }],
  };
}

/** The years that a row of cells begins with, each followed by the next or each by the one before. */
export function yearsAmong(cells: readonly string[]): number[] {
  const end = cells.findIndex((cell) => !YEAR.test(cell));
  const years = cells.slice(0, end < 0 ? cells.length : end).map(Number);
  const step = years[1]! - years[0]!;
  const follow = Math.abs(step) === 1 && years.every((year, i) => i === 0 || year - years[i - 1]! === step);
  const isRest = cells.slice(years.length).every((cell) => !/^\d/.test(cell));
  return follow && isRest ? years : [];
}

/** How many periods of a year, 12 or 4, stand below each other from the first cell on. */
function periodsAmong(name: string, cells: readonly string[]): number | undefined {
  const counts = (numberOf: (name: string) => number, count: number): boolean =>
    cells.length >= count && cells.slice(0, count).every((cell, i) => numberOf(cell) === i + 1);
  // Months that begin anew are another block of readings, which would be lost.
  const isPeriod = (cell: string): boolean => /^\d/.test(cell) || monthNumber(cell) > 0 || quarterNumber(cell) > 0;
  const isOther = (count: number): boolean => !cells.slice(count).some(isPeriod);
  if (counts(quarterNumber, 4) && isOther(4)) return 4;
  const inDigits = /^\d+$/.test(cells[0] ?? "");
  return counts(monthNumber, 12) && isOther(12) && (!inDigits || MONTH_NAMES.test(name)) ? 12 : undefined;
}

function cellsOf(column: TableColumn): string[] {
  return column.kind === "number"
    ? Array.from(column.values, String)
    : Array.from(column.codes, (code) => column.categories[code] ?? "");
}
