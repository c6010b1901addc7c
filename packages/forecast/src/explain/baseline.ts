import type { Note } from "../contracts/index.ts";
import { rowsNeeded } from "../fit/rows-ahead.ts";
import type { Subject } from "./subject.ts";
import { type CutWindow, cutWindow } from "./window.ts";
import { type WindowInputs, windowInputs } from "./window-inputs.ts";

/** What a window is compared with. */
export interface Baseline {
  readonly against: "mean" | "last";
  readonly windows: number;
  readonly season: number;
  /** Readings of each column of the cut window, in its own unit. `[columns][rows]`; NaN where nothing is known. */
  readonly columns: readonly Float64Array[];
  /** The calendar, in its places; the other places say nothing. */
  readonly calendar: Pick<WindowInputs, "table" | "future" | "waves">;
}

/** Earlier windows that a mean is over, at most and at least. */
const MOST = 200;
const FEWEST = 3;

/**
 * The baseline for a window: the mean over earlier windows of the table that end at the same point of the season, or every input
 * held at its last value; of these what was asked for, else the mean where there are enough windows.
 */
export function baselineOf(
  subject: Subject,
  cut: CutWindow,
  asked: "mean" | "last" | undefined,
): { readonly baseline: Baseline; readonly notes: readonly Note[] } {
  if (asked === "last") return { baseline: heldAtLast(cut), notes: [] };
  const { task, preparation, season } = subject;
  const earlier: number[] = [];
  for (let at = cut.origin - season; at >= rowsNeeded(task, preparation) - 1; at -= season) earlier.push(at);
  if (earlier.length >= FEWEST) return { baseline: meanOf(subject, cut, evenly(earlier)), notes: [] };
  const note = { code: "baseline_last", facts: { windows: earlier.length, needed: FEWEST } };
  return { baseline: heldAtLast(cut), notes: [note] };
}

function evenly(origins: readonly number[]): number[] {
  const count = Math.min(MOST, origins.length);
  return Array.from({ length: count }, (_, i) => origins[Math.floor((i * origins.length) / count)]!);
}

function meanOf(subject: Subject, cut: CutWindow, origins: readonly number[]): Baseline {
  const { rows, at, prepared } = cut;
  const own = windowInputs(prepared, at);
  const means = rows.columns.map(({ values }) => new RowMeans(values.length));
  const calendar = [own.table, own.future, own.waves].map(({ length }) => new RowMeans(length));
  for (const origin of origins) {
    const other = cutWindow(subject, origin);
    other.rows.columns.forEach(({ values }, c) => {
      // Windows may be cut to different lengths; their origins lie over one another.
      means[c]!.add(values, at - other.at);
    });
    const { table, future, waves } = windowInputs(other.prepared, other.at);
    [table, future, waves].forEach((values, i) => {
      calendar[i]!.add(values, 0);
    });
  }
  const [table, future, waves] = calendar.map((mean) => mean.values) as [Float64Array, Float64Array, Float64Array];
  return {
    ...{ against: "mean", windows: origins.length, season: subject.season },
    columns: means.map((mean) => mean.values),
    calendar: { table, future, waves },
  };
}

/** Means place by place over what is known there. */
class RowMeans {
  private readonly sums: Float64Array;
  private readonly counts: Float64Array;

  constructor(length: number) {
    this.sums = new Float64Array(length);
    this.counts = new Float64Array(length);
  }

  /** Adds values, the first of them at place `shift`. */
  add(values: Float64Array, shift: number): void {
    for (let i = Math.max(0, -shift); i < values.length && i + shift < this.sums.length; i++) {
      if (Number.isNaN(values[i]!)) continue;
      this.sums[i + shift]! += values[i]!;
      this.counts[i + shift]!++;
    }
  }

  get values(): Float64Array {
    return this.sums.map((sum, i) => sum / this.counts[i]!);
  }
}

function heldAtLast({ rows, at, prepared }: CutWindow): Baseline {
  const columns = rows.columns.map(({ values }) => {
    const last = values.subarray(0, at + 1).findLast((value) => !Number.isNaN(value)) ?? Number.NaN;
    return new Float64Array(values.length).fill(last);
  });
  const { columns: width, calendarColumns, futureColumns, waveColumns } = prepared;
  const { table, future, waves } = windowInputs(prepared, at);
  const last = table.slice(-width);
  const holidays = calendarColumns - waveColumns;
  const first = width - calendarColumns;
  return {
    ...{ against: "last", windows: 0, season: 1, columns },
    calendar: {
      table: table.map((_, i) => last[i % width]!),
      // Holidays close each row ahead, in the order in which they stand in the table.
      future: future.map((value, i) => {
        const c = (i % futureColumns) - (futureColumns - holidays);
        return c < 0 ? value : last[first + c]!;
      }),
      waves: waves.map((_, i) => last[first + holidays + i]!),
    },
  };
}
