import { z } from "zod";
import type { Note, NumberColumn, Table, TableColumn, TableTime } from "../contracts/index.ts";
import { describeStep } from "../data/time-at.ts";
import { type Grid, timeOfSlot } from "./grid.ts";
import { learntBy, learntFor } from "./learnt.ts";
import { checkRows } from "./most-rows.ts";
import { type Run, runOf } from "./runs.ts";
import { seriesRows } from "./series-rows.ts";
import type { TablePast } from "./table-past.ts";

/**
 * How many readings an interval usually has, in one column of one series: so many in each, or, where `ms` is not null, so many
 * for every `ms` milliseconds that it lasts (a day of 23 hours has 23).
 */
export const usualSchema = z.strictObject({
  ...learntFor,
  readings: z.number().positive(),
  ms: z.number().positive().nullable(),
});
export type Usual = z.infer<typeof usualSchema>;

/** A series, its intervals with what they hold of the old rows, and how long they last; `start` is the new place of the first. */
interface Stretch {
  readonly series: string;
  readonly run: Run;
  readonly start: number;
  readonly ms: Float64Array; // [run.length]
}

/**
 * What intervals of the past usually hold, where more than half of those that hold anything agree: on a number of readings, or
 * on a number for their length. Where all series agree, one entry stands for them and for series to come; of a column and
 * series whose intervals do not agree nothing is known. Throws what `checkRows` throws.
 */
export function usualReadings({ table }: TablePast, time: TableTime, grid: Grid): Usual[] {
  const runs = seriesRows(table).map((rows) => runOf(rows, time, grid));
  checkRows(table, time, runs, grid);
  const stretches = stretchesOf(table, runs, time, grid);
  return table.columns.flatMap((column): Usual[] => {
    if (column.kind !== "number") return [];
    const found = stretches.flatMap((stretch) => {
      const counts = readingsIn(column, stretch);
      return counts.some((count) => count > 0) ? [{ stretch, usual: commonest(counts, stretch.ms) }] : [];
    });
    const first = found[0]?.usual;
    const isShared = found.every(({ usual }) => usual?.readings === first?.readings && usual?.ms === first?.ms);
    if (first !== undefined && isShared) return [{ column: column.name, series: null, ...first }];
    return found.flatMap(({ stretch: { series }, usual }) =>
      usual ? [{ column: column.name, series, ...usual }] : [],
    );
  });
}

/** Takes away sums of intervals that hold fewer readings than usual, and says of how many; `sums` are the columns of the new table. */
export function wholeSums(
  table: Table,
  sums: readonly TableColumn[],
  {
    runs,
    time,
    grid,
    usual,
  }: { readonly runs: readonly Run[]; readonly time: TableTime; readonly grid: Grid; readonly usual: readonly Usual[] },
): { readonly columns: TableColumn[]; readonly notes: readonly Note[] } {
  const stretches = stretchesOf(table, runs, time, grid);
  const usualOf = learntBy(usual, table);
  const cut: string[] = [];
  const uneven: string[] = [];
  let cells = 0;
  const columns = sums.map((column, i) => {
    const given = table.columns[i];
    if (column.kind !== "number" || given?.kind !== "number") return column;
    const values = column.values.slice();
    const filled = column.filled?.slice();
    let taken = 0;
    let varies = false;
    for (const stretch of stretches) {
      const counts = readingsIn(given, stretch);
      const expected = usualOf(column.name, stretch.series);
      if (expected === undefined) varies ||= new Set(counts.filter((count) => count > 0)).size > 1;
      else taken += takeIncomplete({ values, filled }, counts, stretch, expected);
    }
    if (varies) uneven.push(column.name);
    if (taken === 0) return column;
    cut.push(column.name);
    cells += taken;
    return { ...column, values, ...(filled ? { filled } : {}) };
  });
  const step = describeStep(grid.step);
  return {
    columns,
    notes: [
      ...(cells > 0 ? [{ code: "clean_sums_incomplete", facts: { step, cells, columns: cut.join(", ") } }] : []),
      ...(uneven.length > 0 ? [{ code: "clean_sums_uneven", facts: { step, columns: uneven.join(", ") } }] : []),
    ],
  };
}

/** Makes sums of too few readings missing; answers how many. */
function takeIncomplete(
  { values, filled }: { readonly values: Float64Array; readonly filled: Uint8Array | undefined },
  counts: Uint32Array,
  { start, ms }: Stretch,
  usual: Usual,
): number {
  let taken = 0;
  counts.forEach((count, i) => {
    const isWhole = usual.ms === null ? count >= usual.readings : count * usual.ms >= usual.readings * ms[i]!;
    if (count === 0 || isWhole) return;
    values[start + i] = Number.NaN;
    if (filled) filled[start + i] = 0;
    taken++;
  });
  return taken;
}

function stretchesOf(table: Table, runs: readonly Run[], time: TableTime, grid: Grid): Stretch[] {
  let next = 0;
  return seriesRows(table).map(({ series }, which) => {
    const run = runs[which]!;
    const start = next;
    next += run.length;
    const begins = Float64Array.from({ length: run.length + 1 }, (_, i) => timeOfSlot(grid, time, run.first + i));
    return { series, run, start, ms: begins.subarray(1).map((end, i) => end - begins[i]!) };
  });
}

function readingsIn({ values }: NumberColumn, { run: { rows, slots, first, length } }: Stretch): Uint32Array {
  const counts = new Uint32Array(length);
  for (let i = 0; i < rows.length; i++) if (!Number.isNaN(values[rows[i]!]!)) counts[slots[i]! - first]!++;
  return counts;
}

/** The number, or the number for the length, that more than half share; of both the one that more do. */
function commonest(counts: Uint32Array, ms: Float64Array): Pick<Usual, "readings" | "ms"> | undefined {
  const held = Array.from(counts.keys()).filter((i) => counts[i]! > 0);
  // Equal ratios of whole numbers are equal to the last bit.
  const byLength = mostShared(held, (i) => counts[i]! / ms[i]!);
  const byNumber = mostShared(held, (i) => counts[i]!);
  const best = byNumber.share > byLength.share ? byNumber : byLength;
  if (!(best.share * 2 > held.length)) return undefined;
  return { readings: counts[best.first]!, ms: best === byLength ? ms[best.first]! : null };
}

function mostShared(held: readonly number[], keyOf: (i: number) => number): { first: number; share: number } {
  const groups = new Map<number, { first: number; share: number }>();
  let most = { first: -1, share: 0 };
  for (const i of held) {
    const group = groups.get(keyOf(i)) ?? { first: i, share: 0 };
    group.share++;
    groups.set(keyOf(i), group);
    if (group.share > most.share) most = group;
  }
  return most;
}
