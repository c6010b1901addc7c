import type { Table } from "../contracts/index.ts";
import { NumberList } from "../data/number-list.ts";
import { offsetOf } from "../data/time-format.ts";
import { clockOf } from "../data/zone.ts";
import { quantile, valuesAt } from "../statistics/index.ts";
import type { Spans } from "./charts/lines-chart.ts";
import type { TimeSpan } from "./charts/time-scale.ts";

/** Where the rows of a table lie on a level axis. */
export interface RowPlaces {
  readonly span: TimeSpan;
  /** Milliseconds of a clock on the wall, or the number of the row from 1; NaN where a row has no time. */
  readonly at: Float64Array; // [rows]
}

/** The times of a table's rows as its file writes them; numbers of rows where it has none. */
export function rowPlaces({ time, rows }: Pick<Table, "time" | "rows">): RowPlaces {
  const shift = time ? clockShift(time) : 0;
  const at = time ? shifted(time.values, shift) : Float64Array.from({ length: rows }, (_, row) => row + 1);
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const place of at) {
    if (place < min) min = place;
    if (place > max) max = place;
  }
  const known = min <= max;
  return { span: { kind: time ? "instants" : "rows", min: known ? min : 0, max: known ? max : 1 }, at };
}

const shifted = (values: Float64Array, by: number): Float64Array => (by === 0 ? values : values.map((ms) => ms + by));

/** By how much the clock of the first time runs ahead of UTC: one for all, so that no line runs back in autumn. */
function clockShift({ format, zone, values }: NonNullable<Table["time"]>): number {
  const first = values.find((ms) => !Number.isNaN(ms));
  return zone === undefined || first === undefined ? offsetOf(format) : clockOf(zone, first) - first;
}

/** One series of a table. */
export interface SeriesRows {
  /** Null where the table has one series only. */
  readonly name: string | null;
  /** In order of time; rows without a time are left out. */
  readonly rows: Uint32Array;
  /** A distance between neighbours that is longer leaves out a row; NaN where no time follows another. */
  readonly longestStep: number;
}

// Months differ by a tenth; a step twice as long as usual leaves out a row.
const GAP = 1.9;

/** The rows of the series with most of them, the first of equals. */
export function longestSeries({ series, rows }: Pick<Table, "series" | "rows">, at: Float64Array): SeriesRows {
  const counts = new Uint32Array(series?.categories.length ?? 0);
  for (const code of series?.codes ?? []) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  const longest = counts.reduce((best, count, code) => (count > (counts[best] ?? 0) ? code : best), 0);
  const all = new Uint32Array(rows);
  let length = 0;
  for (let row = 0; row < rows; row++) {
    if (!Number.isNaN(at[row]!) && (!series || series.codes[row] === longest)) all[length++] = row;
  }
  const own = all.subarray(0, length);
  const isOrdered = own.every((row, i) => i === 0 || at[row]! >= at[own[i - 1]!]!);
  const ordered = isOrdered ? own : own.sort((a, b) => at[a]! - at[b]!);
  return { name: series?.categories[longest] ?? null, rows: ordered, longestStep: GAP * usualStep(ordered, at) };
}

/** The median of the steps forward. */
function usualStep(rows: Uint32Array, at: Float64Array): number {
  const steps = new Float64Array(rows.length);
  let length = 0;
  for (let i = 1; i < rows.length; i++) {
    const step = at[rows[i]!]! - at[rows[i - 1]!]!;
    if (step > 0) steps[length++] = step;
  }
  return quantile(steps.subarray(0, length).sort(), 0.5);
}

/** Readings over time. */
export interface Readings {
  readonly at: Float64Array;
  /** NaN where a reading, or its whole row, is missing. */
  readonly values: Float64Array;
}

/** The readings of a series in order of time, with one NaN in each gap that is longer than the usual step. */
export function readingsOver({ rows, longestStep }: SeriesRows, at: Float64Array, values: Float64Array): Readings {
  const own = valuesAt(at, rows);
  const isGap = (i: number): boolean => i > 0 && own[i]! - own[i - 1]! > longestStep;
  let length = rows.length;
  for (let i = 0; i < own.length; i++) if (isGap(i)) length++;
  // Without a gap the readings are what they are.
  if (length === rows.length) return { at: own, values: valuesAt(values, rows) };
  const places = new Float64Array(length);
  const read = new Float64Array(length).fill(Number.NaN);
  let next = 0;
  for (let i = 0; i < own.length; i++) {
    if (isGap(i)) places[next++] = (own[i - 1]! + own[i]!) / 2;
    places[next] = own[i]!;
    read[next++] = values[rows[i]!] ?? Number.NaN;
  }
  return { at: places, values: read };
}

/** The missing stretches, each from the last reading before it to the first one after it. */
export function missingSpans({ at, values }: Readings): Spans {
  const starts = new NumberList(Uint32Array);
  const ends = new NumberList(Uint32Array);
  let isOpen = false;
  for (let i = 0; i < values.length; i++) {
    const isMissing = Number.isNaN(values[i]!);
    if (isMissing && !isOpen) starts.push(Math.max(0, i - 1));
    if (isOpen && !isMissing) ends.push(i);
    isOpen = isMissing;
  }
  if (isOpen) ends.push(values.length - 1);
  const [from, to] = [starts.take(), ends.take()];
  return { length: from.length, at: (i) => [at[from[i]!]!, at[to[i]!]!] };
}
