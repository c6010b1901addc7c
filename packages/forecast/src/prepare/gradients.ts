import type { Prepared } from "./preparation.ts";
import type { Levels } from "./series-steps.ts";
import { type FittedStep, stepOf } from "./steps/index.ts";
import { STILL, windowLevel } from "./windows.ts";

/**
 * The chain rule on its way back through a preparation. A gradient says what each number counts for in some sum: the functions
 * here take what results count for, and say what the readings do.
 */

/**
 * What the readings of a column count for, `[T]`, given what its prepared rows do. `levels` are those of the column; `counts`,
 * where given, is what each level but the last counts for besides, as `undoGradient` leaves it.
 */
export function stepsGradient(
  steps: readonly FittedStep[],
  prepared: Float64Array,
  levels: Levels,
  counts: readonly Float64Array[] = [],
): Float64Array {
  return steps.reduceRight<Float64Array>((gradient, step, i) => {
    const before = stepOf(step.kind).gradients(step).apply(gradient, levels[i]!);
    const more = counts[i];
    return more === undefined ? before : before.map((value, row) => value + more[row]!);
  }, prepared);
}

/** What a forecast in prepared units counts for, `[h]`, given what it does in the target's own; and each level of the target `[steps][T]`. */
export function undoGradient(
  { preparation: { target: steps }, levels, time }: Pick<Prepared, "preparation" | "levels" | "time">,
  gradient: Float64Array,
  forecast: Float64Array,
  origin: number,
): { readonly forecast: Float64Array; readonly levels: readonly Float64Array[] } {
  const undone: Float64Array[] = [];
  steps.reduceRight<Float64Array>((said, step, i) => {
    undone[i] = said.slice();
    return stepOf(step.kind).undo(step, said, { values: levels[i]!, origins: Int32Array.of(origin), time });
  }, forecast.slice());
  const counts = steps.map(() => new Float64Array(levels[0]!.length));
  const found = steps.reduce<Float64Array>(
    (back, step, i) => stepOf(step.kind).gradients(step).undo(back, undone[i]!, origin, counts[i]!),
    gradient,
  );
  return { forecast: found, levels: counts };
}

/**
 * What the prepared target counts for in the window that ends at an origin, `[lookback]`: given what its values relative to the
 * window's level and spread do, and what level and spread do beside.
 */
export function windowGradient(
  prepared: Pick<Prepared, "preparation" | "table" | "columns" | "task">,
  origin: number,
  relative: Float64Array,
  beside: { readonly level: number; readonly spread: number },
): Float64Array {
  const { preparation, table, columns, task } = prepared;
  const T = task.lookback;
  const { level, spread } = windowLevel(prepared, origin);
  const distance = (t: number): number => table[(origin - T + 1 + t) * columns]! - level;
  const counts = relative.map((value) => value / spread);
  if (preparation.window === "none") return counts;
  let [levelCounts, spreadCounts] = [beside.level, beside.spread];
  for (let t = 0; t < T; t++) {
    levelCounts -= counts[t]!;
    spreadCounts -= (counts[t]! * distance(t)) / spread;
  }
  if (preparation.window === "last") {
    counts[T - 1]! += levelCounts;
    return counts;
  }
  let squares = 0;
  for (let t = 0; t < T; t++) squares += distance(t) * distance(t);
  // A window that stands still is taken as it is: its spread is 1, whatever happens to it.
  const isStill = !(Math.sqrt(squares / T) > STILL);
  return counts.map(
    (value, t) => value + levelCounts / T + (isStill ? 0 : (spreadCounts * distance(t)) / (T * spread)),
  );
}
