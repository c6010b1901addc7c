import type { Table } from "../contracts/index.ts";
import { offsetOf } from "../data/time-format.ts";
import { clockOf } from "../data/zone.ts";
import { quantile } from "../statistics/index.ts";
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
  const at = time ? time.values.map((ms) => ms + shift) : Float64Array.from({ length: rows }, (_, row) => row + 1);
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const place of at) {
    if (place < min) min = place;
    if (place > max) max = place;
  }
  const known = min <= max;
  return { span: { kind: time ? "instants" : "rows", min: known ? min : 0, max: known ? max : 1 }, at };
}

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
}

/** The rows of the series with most of them, the first of equals. */
export function longestSeries({ series, rows }: Pick<Table, "series" | "rows">, at: Float64Array): SeriesRows {
  const counts = new Uint32Array(series?.categories.length ?? 0);
  for (const code of series?.codes ?? []) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1;
  const longest = counts.reduce((best, count, code) => (count > (counts[best] ?? 0) ? code : best), 0);
  const all = Uint32Array.from({ length: rows }, (_, row) => row);
  const own = all.filter((row) => !Number.isNaN(at[row]) && (!series || series.codes[row] === longest));
  const isOrdered = own.every((row, i) => i === 0 || at[row]! >= at[own[i - 1]!]!);
  return {
    name: series?.categories[longest] ?? null,
    rows: isOrdered ? own : own.sort((a, b) => at[a]! - at[b]!),
  };
}

/** Readings over time. */
export interface Readings {
  readonly at: Float64Array;
  /** NaN where a reading, or its whole row, is missing. */
  readonly values: Float64Array;
}

// Months differ by a tenth; a step twice as long as usual leaves out a row.
const GAP = 1.9;

/** The readings of a series in order of time, with one NaN in each gap that is longer than the usual step. */
export function readingsOver(rows: Uint32Array, at: Float64Array, values: Float64Array): Readings {
  const steps = Float64Array.from(rows.subarray(1), (row, i) => at[row]! - at[rows[i]!]!).filter((step) => step > 0);
  const usual = quantile(steps.sort(), 0.5);
  const places: number[] = [];
  const read: number[] = [];
  rows.forEach((row, i) => {
    const before = at[rows[i - 1] ?? row]!;
    if (at[row]! - before > GAP * usual) {
      places.push((before + at[row]!) / 2);
      read.push(Number.NaN);
    }
    places.push(at[row]!);
    read.push(values[row] ?? Number.NaN);
  });
  return { at: Float64Array.from(places), values: Float64Array.from(read) };
}

/** The missing stretches, each from the last reading before it to the first one after it. */
export function missingSpans({ at, values }: Readings): [number, number][] {
  const spans: [number, number][] = [];
  let isOpen = false;
  values.forEach((value, i) => {
    const isMissing = Number.isNaN(value);
    if (isMissing && !isOpen) spans.push([at[Math.max(0, i - 1)]!, at[i]!]);
    const last = spans.at(-1);
    if (last && isOpen) last[1] = at[i]!;
    isOpen = isMissing;
  });
  return spans;
}
