import type { Shape } from "../../prepare/index.ts";
import type { RidgeWeights } from "./problem.ts";

/** Ridge's weights as a network's linear path takes them, `[lookback × columns + ahead, horizon]`: 0 for the window's calendar. */
export function linearPathWeight({ weight }: RidgeWeights, { task, columns, calendarColumns }: Shape): Float64Array {
  if (calendarColumns === 0) return weight;
  const h = task.horizon;
  const own = columns - calendarColumns;
  const ahead = weight.length - task.lookback * own * h;
  const path = new Float64Array(task.lookback * columns * h + ahead);
  for (let t = 0; t < task.lookback; t++) path.set(weight.subarray(t * own * h, (t + 1) * own * h), t * columns * h);
  path.set(weight.subarray(task.lookback * own * h), task.lookback * columns * h);
  return path;
}
