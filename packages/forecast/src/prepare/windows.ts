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
 * ahead, all targets within rows `[from, to)`, at least one of them known, and no origin filled in from later readings.
 */
export function originsWithin(prepared: Prepared, from: number, to: number): Int32Array {
  return originsOf(prepared, [{ first: 0, from, to }]);
}

/** The same for several ranges of rows, in rising order: no window reaches out of its own. */
export function originsOf(prepared: Prepared, ranges: Iterable<RowRange>): Int32Array {
  const { lookback, horizon } = prepared.task;
  const badInputs = countNaN(prepared.table, prepared.rows, prepared.columns);
  const badFuture = countNaN(prepared.future, prepared.rows, prepared.futureColumns);
  const unknown = countNaN(prepared.targets, prepared.rows, 1);
  const { foresees } = prepared;
  const none = (counts: Int32Array, first: number, end: number) => counts[end]! === counts[first]!;
  const origins: number[] = [];
  for (const { first, from, to } of ranges) {
    for (let origin = Math.max(first + lookback, from) - 1; origin + horizon < to; origin++) {
      const ahead = origin + 1;
      if (foresees[origin] === 1) continue;
      if (!none(badInputs, ahead - lookback, ahead) || !none(badFuture, ahead, ahead + horizon)) continue;
      if (unknown[ahead + horizon]! - unknown[ahead]! < horizon) origins.push(origin);
    }
  }
  return Int32Array.from(origins);
}

/** Rows before each row that hold a NaN, `[rows + 1]`. */
function countNaN(values: Float64Array, rows: number, columns: number): Int32Array {
  const counts = new Int32Array(rows + 1);
  for (let row = 0; row < rows; row++) {
    let bad = 0;
    for (let c = 0; c < columns; c++) if (Number.isNaN(values[row * columns + c]!)) bad = 1;
    counts[row + 1] = counts[row]! + bad;
  }
  return counts;
}

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
  return { level, spread: spread > 1e-12 ? spread : 1 };
}
