import type { Note } from "../contracts/outcome.ts";
import type { CategoryColumn, NumberColumn, Table, TableColumn } from "../contracts/table.ts";
import { msOfMonthTime } from "./calendar.ts";
import { listNames } from "./column-names.ts";
import type { TimeReading } from "./time-column.ts";
import { monthOfName } from "./time-words.ts";

type Parts = Pick<Table, "rows" | "lines" | "columns">;

/** Parts of a year that stand in columns of their own: months, or quarters. */
interface Periods {
  readonly columns: readonly NumberColumn[];
  /** Months of each. */
  readonly months: number;
}

const MONTHS = 12;
const CHINESE = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];

/**
 * A table with a row for each year and a column for each of its months (`Jan` … `Dec`, `1` … `12`, `1月` … `12月`) or quarters (`Q1` …
 * `Q4`) as one row for each of these; undefined for any other. Columns of sums beside them are left out, and what is missing
 * before the first reading and behind the last one of a series is no reading.
 */
export function seriesFromMonths(
  { rows, lines, columns }: Parts,
  time: TimeReading | undefined,
  series: CategoryColumn | undefined,
): Omit<Table, "id"> | undefined {
  const periods = periodsOf(columns);
  const years = periods && yearsOf(columns, time, periods);
  if (!periods || !years) return undefined;
  const { columns: values, months } = periods;
  const found = { y: [] as number[], times: [] as number[], source: [] as number[] };
  const ends = endsOf(values, years, series?.codes);
  for (let row = 0; row < rows; row++) {
    const { first, last } = ends.get(series?.codes[row] ?? 0)!;
    for (const [period, column] of values.entries()) {
      const month = years[row]! * MONTHS + period * months;
      if (month < first || month > last) continue;
      found.y.push(column.values[row]!);
      found.times.push(msOfMonthTime({ month, day: 1, clock: 0 }));
      found.source.push(row);
    }
  }
  const at = (of: ArrayLike<number>) => found.source.map((row) => of[row]!);
  const words = columns.filter((column) => column.kind === "text" && column.name !== series?.name);
  const isYear = (column: TableColumn): boolean => time === undefined && column === columns[0];
  const left = columns.filter((column) => column.kind === "number" && !values.includes(column) && !isYear(column));
  const facts = { years: rows, rows: found.y.length };
  const notes: Note[] = [{ code: "months_in_columns", facts }];
  if (left.length > 0)
    notes.push({ code: "sums_left_out", facts: { columns: listNames(left.map(({ name }) => name)) } });
  return {
    layout: series && series.categories.length > 1 ? "long" : "single",
    rows: found.y.length,
    lines: Uint32Array.from(at(lines)),
    time: {
      name: "ds",
      columns: [],
      values: Float64Array.from(found.times),
      format: months === 1 ? "YYYY-MM" : "YYYY[Q]Q",
    },
    ...(series ? { series: { ...series, codes: Int32Array.from(at(series.codes)) } } : {}),
    columns: [
      ...words.map((column) => ({
        ...(column as CategoryColumn),
        codes: Int32Array.from(at((column as CategoryColumn).codes)),
      })),
      { kind: "number", name: "y", values: Float64Array.from(found.y) },
    ],
    notes,
  };
}

/** The columns of numbers that are called by the periods of a year, each once, side by side and in order. */
function periodsOf(columns: readonly TableColumn[]): Periods | undefined {
  for (const [numberOf, count] of [
    [monthNumber, MONTHS],
    [quarterNumber, 4],
  ] as const) {
    const first = columns.findIndex(({ name }) => numberOf(name) === 1);
    const own = first < 0 ? [] : columns.slice(first, first + count);
    const isWhole =
      own.length === count && own.every(({ kind, name }, i) => kind === "number" && numberOf(name) === i + 1);
    if (isWhole) return { columns: own as NumberColumn[], months: MONTHS / count };
  }
  return undefined;
}

/** 1 to 12 for `Jan`, `January`, `1`, `1月`, `一月` …; NaN for any other word. */
export function monthNumber(name: string): number {
  const chinese = CHINESE.indexOf(name.replace(/月$/, "")) + 1;
  const digits = /^0?(\d{1,2})月?$/.exec(name);
  return digits ? Number(digits[1]) : chinese > 0 ? chinese : monthOfName(name.replace(/\.$/, ""));
}

/** 1 to 4 for `Q1` … `Q4`; NaN for any other word. */
export function quarterNumber(name: string): number {
  return /^Q[1-4]$/i.test(name) ? Number(name[1]) : Number.NaN;
}

/** The year of each row: from the time, where it is in years, or from a first column of years in order. */
function yearsOf(columns: readonly TableColumn[], time: TimeReading | undefined, { columns: periods }: Periods) {
  if (time) return time.format === "YYYY" ? time.times.map((ms) => new Date(ms).getUTCFullYear()) : undefined;
  const [first] = columns;
  if (first?.kind !== "number" || periods.includes(first) || first.values.length < 2) return undefined;
  const step = first.values[1]! - first.values[0]!;
  const isYear = (year: number, row: number): boolean =>
    Number.isInteger(year) && year >= 1000 && year <= 2999 && (row === 0 || year - first.values[row - 1]! === step);
  return Math.abs(step) === 1 && first.values.every(isYear) ? first.values : undefined;
}

/** The first and the last known month of each series, counted from year 0. */
function endsOf(periods: readonly NumberColumn[], years: Float64Array, codes: Int32Array | undefined) {
  const ends = new Map<number, { first: number; last: number }>();
  for (let row = 0; row < years.length; row++) {
    const code = codes?.[row] ?? 0;
    const own = ends.get(code) ?? { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY };
    ends.set(code, own);
    for (const [period, { values }] of periods.entries()) {
      if (Number.isNaN(values[row])) continue;
      const month = years[row]! * MONTHS + period * (MONTHS / periods.length);
      own.first = Math.min(own.first, month);
      own.last = Math.max(own.last, month);
    }
  }
  return ends;
}
