import type { FittedStep, StepSpec } from "./steps/index.ts";

/** Rows that a list of steps reaches back before the row it prepares: the lags of its differences. */
export function reachOf(steps: readonly (StepSpec | FittedStep)[]): number {
  return steps.reduce((sum, step) => sum + (step.kind === "difference" ? step.lag : 0), 0);
}

/**
 * The row at which a column may be cut off so that everything from row `from` on is prepared as in the whole column: what its
 * differences reach back to, and a reading before that where gaps are filled forward.
 */
export function cutBefore(steps: readonly (StepSpec | FittedStep)[], values: Float64Array, from: number): number {
  const fill = steps.findIndex(({ kind }) => kind === "forward_fill");
  if (fill < 0) return Math.max(0, from - reachOf(steps));
  const before = reachOf(steps.slice(0, fill));
  let known = 0;
  for (let row = from - reachOf(steps) + before; row >= 0; row--) {
    known = Number.isNaN(values[row]!) ? 0 : known + 1;
    if (known > before) return row;
  }
  return 0;
}
