import type { Prepared } from "./preparation.ts";

/** The level and spread that a window's target is taken relative to. */
export interface WindowLevel {
  readonly level: number;
  readonly spread: number;
}

/** Rows `[from, to)` that targets may lie in; inputs may reach back to row `first`. */
export interface RowRange {
  readonly first: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Origins in rising order whose windows may be used: `lookback` complete rows up to the origin, complete known inputs
 * ahead, all targets within rows `[from, to)`, at least one of them known, and no origin filled in from later readings. Windows
 * reach back to row `first` at most.
 */
export function originsWithin(prepared: Prepared, from: number, to: number, first = 0): Int32Array {
  const { task, table, columns, future, futureColumns, targets, foresees } = prepared;
  const { lookback, horizon } = task;
  const begin = Math.max(first + lookback, from) - 1;
  const origins = new Int32Array(Math.max(0, to - horizon - begin));
  let count = 0;
  // The latest rows with a missing input, a missing input known ahead, and a known target.
  let [gap, gapAhead, known] = [-1, -1, -1];
  for (let row = begin - lookback + 1; row < begin; row++) if (hasNaN(table, row, columns)) gap = row;
  for (let row = begin + 1; row < begin + horizon; row++) {
    if (hasNaN(future, row, futureColumns)) gapAhead = row;
    if (!Number.isNaN(targets[row]!)) known = row;
  }
  for (let origin = begin; origin + horizon < to; origin++) {
    const last = origin + horizon;
    if (hasNaN(table, origin, columns)) gap = origin;
    if (hasNaN(future, last, futureColumns)) gapAhead = last;
    if (!Number.isNaN(targets[last]!)) known = last;
    const isComplete = gap <= origin - lookback && gapAhead <= origin;
    if (isComplete && known > origin && foresees[origin] !== 1) origins[count++] = origin;
  }
  return origins.subarray(0, count);
}

/** The same for several ranges of rows, in rising order: no window reaches out of its own. */
export function originsOf(prepared: Prepared, ranges: Iterable<RowRange>): Int32Array {
  const found = Array.from(ranges, ({ first, from, to }) => originsWithin(prepared, from, to, first));
  const origins = new Int32Array(found.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const some of found) {
    origins.set(some, at);
    at += some.length;
  }
  return origins;
}

function hasNaN(values: Float64Array, row: number, columns: number): boolean {
  for (let i = row * columns; i < (row + 1) * columns; i++) if (Number.isNaN(values[i]!)) return true;
  return false;
}

/** Spreads up to this are none: the window stands still, and is divided by 1. */
export const STILL = 1e-12;

/** Level and spread of the window that ends at an origin, as the engine's gathering computes them. */
export function windowLevel(
  { preparation, table, columns, task }: Pick<Prepared, "preparation" | "table" | "columns" | "task">,
  origin: number,
): WindowLevel {
  if (preparation.window === "none") return { level: 0, spread: 1 };
  if (preparation.window === "last") return { level: table[origin * columns]!, spread: 1 };
  let sum = 0;
  for (let i = 0; i < task.lookback; i++) sum += table[(origin - i) * columns]!;
  const level = sum / task.lookback;
  let squares = 0;
  for (let i = 0; i < task.lookback; i++) {
    const distance = table[(origin - i) * columns]! - level;
    squares += distance * distance;
  }
  const spread = Math.sqrt(squares / task.lookback);
  return { level, spread: spread > STILL ? spread : 1 };
}
