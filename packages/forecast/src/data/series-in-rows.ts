import type { NumberColumn, Table, TableColumn, TableTime } from "../contracts/table.ts";
import { fillBy } from "../statistics/index.ts";
import { isMissing } from "./cell.ts";
import { readDigitTime } from "./digit-time.ts";
import { isIdName } from "./series-names.ts";
import { timeColumn } from "./time-column.ts";
import { readTimeText } from "./time-text.ts";

/** Fewer columns of numbers than this are quantities of a table, not steps of time. */
const STEPS = 4;

/**
 * True for a table with one row for each series: ids that differ from row to row, perhaps more words, and then columns whose
 * names count on (`V2`, `V3` …) or are times (`2019`, `2020` …).
 */
export function looksLikeSeriesInRows(
  names: readonly string[],
  isText: readonly boolean[],
  rows: readonly (readonly string[])[],
): boolean {
  const start = firstStep(names, isText);
  if (start < 1 || names.length - start < STEPS || isText.slice(start).includes(true)) return false;
  const id = idPlace(names, isText, start);
  const ids = rows.map((row) => row[id] ?? "");
  if (ids.some(isMissing) || new Set(ids).size < ids.length) return false;
  return countsOn(names.slice(start)) || headerTimes(names.slice(start)) !== undefined;
}

/** `V2`, `V3`, `V4`: one word before numbers that rise by one. */
function countsOn(names: readonly string[]): boolean {
  const first = /^(\D*)(\d+)$/.exec(names[0]!);
  return first !== null && names.every((name, i) => name === `${first[1]}${Number(first[2]) + i}`);
}

function firstStep(names: readonly string[], isText: readonly boolean[]): number {
  let start = 0;
  while (start < names.length && (isText[start] || isIdName(names[start]!))) start++;
  return start;
}

function idPlace(names: readonly string[], isText: readonly boolean[], start: number): number {
  const named = names.slice(0, start).findIndex(isIdName);
  return named >= 0 ? named : Math.max(0, isText.indexOf(true));
}

function headerTimes(names: readonly string[]): { times: Float64Array; format: string } | undefined {
  const isYears = names.every((name) => /^[12]\d{3}$/.test(name));
  const reader = timeColumn((text) => readTimeText(text) ?? (isYears ? readDigitTime(text) : undefined));
  if (names.some((name) => reader.read([name]) !== undefined)) return undefined;
  return reader.finish().readings[0];
}

type Parts = Pick<Table, "rows" | "lines" | "columns">;

/** One row for each series, read as one row for each series and step. What follows a row's last known value is padding. */
export function seriesFromRows({ rows, lines, columns }: Parts): Omit<Table, "id" | "notes"> {
  const isText = columns.map(({ kind }) => kind === "text");
  const names = columns.map(({ name }) => name);
  const start = firstStep(names, isText);
  const id = start === 0 ? undefined : columns[idPlace(names, isText, start)];
  const steps = columns.slice(start).filter((column): column is NumberColumn => column.kind === "number");
  const lengths = Array.from({ length: rows }, (_, row) => knownLength(steps, row));
  const categories = Array.from({ length: rows }, (_, row) => {
    return id?.kind === "text" ? (id.categories[id.codes[row]!] ?? String(row + 1)) : String(row + 1);
  });
  const length = lengths.reduce((sum, own) => sum + own, 0);
  const y = new Float64Array(length);
  const codes = new Int32Array(length);
  const longLines = new Uint32Array(length);
  const others = columns.slice(0, start).filter((column) => column !== id);
  const header = id ? headerTimes(steps.map(({ name }) => name)) : undefined;
  const times = header && new Float64Array(length);
  const source = new Uint32Array(length);
  let at = 0;
  for (let row = 0; row < rows; row++) {
    for (let step = 0; step < lengths[row]!; step++) {
      y[at] = steps[step]!.values[row]!;
      codes[at] = row;
      longLines[at] = lines[row]!;
      source[at] = row;
      if (header && times) times[at] = header.times[step]!;
      at++;
    }
  }
  const time: TableTime | undefined = header &&
    times && { name: "ds", columns: [], values: times, format: header.format };
  return {
    layout: "rows",
    rows: length,
    lines: longLines,
    ...(time ? { time } : {}),
    series: { kind: "text", name: "unique_id", codes, categories },
    columns: [...others.map((column) => repeated(column, source)), { kind: "number", name: "y", values: y }],
  };
}

function repeated(column: TableColumn, source: Uint32Array): TableColumn {
  if (column.kind === "text") {
    return { ...column, codes: fillBy(new Int32Array(source.length), (i) => column.codes[source[i]!]!) };
  }
  return { ...column, values: fillBy(new Float64Array(source.length), (i) => column.values[source[i]!]!) };
}

function knownLength(steps: readonly NumberColumn[], row: number): number {
  let length = steps.length;
  while (length > 0 && Number.isNaN(steps[length - 1]!.values[row]!)) length--;
  return length;
}

/** True for a table without names and ids that is far wider than long: each of its rows is a series. */
export function isSidewaysMatrix(header: boolean, { rows, columns }: Parts): boolean {
  return (
    !header &&
    rows >= 2 &&
    columns.length >= 50 &&
    columns.length > 3 * rows &&
    columns.every(({ kind }) => kind === "number")
  );
}
