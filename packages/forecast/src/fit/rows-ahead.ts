import type { Frame, Task } from "../contracts/index.ts";
import { columnOf, sliceRows, timeAt } from "../data/index.ts";
import type { FittedPreparation } from "../prepare/index.ts";

/** The last row of a table; where columns are known in advance, the last row whose target is known. */
export function lastOrigin(frame: Frame, task: Task): number {
  if (task.future.length === 0) return frame.time.length - 1;
  return columnOf(frame, task.target).values.findLastIndex((value) => !Number.isNaN(value));
}

/** The first row of a table that lies after what a model was fitted on. */
export function firstUnseen(frame: Frame, fittedUntil: number): number {
  for (let row = 0; row < frame.time.length; row++) if (timeAt(frame.time, row) > fittedUntil) return row;
  return frame.time.length;
}

/** A table up to the origin, then what was forecast already, then a horizon of unknown rows. */
export function extend(frame: Frame, task: Task, origin: number, forecast: Float64Array): Frame {
  const length = origin + 1 + forecast.length + task.horizon;
  const columns = [task.target, ...task.past, ...task.future].map((name) => {
    const values = new Float64Array(length).fill(Number.NaN);
    const { values: known } = columnOf(frame, name);
    values.set(known.subarray(0, task.future.includes(name) ? length : origin + 1));
    if (name === task.target) values.set(forecast, origin + 1);
    return { name, values };
  });
  return { ...frame, time: { ...frame.time, length }, columns };
}

/** The last rows that a forecast needs, with the columns it needs. */
export function lastRows(frame: Frame, task: Task, preparation: FittedPreparation): Frame {
  const steps = [preparation.target, ...Object.values(preparation.columns)];
  const reach = Math.max(
    ...steps.map((list) => list.reduce((sum, step) => sum + (step.kind === "difference" ? step.lag : 0), 0)),
  );
  const origin = lastOrigin(frame, task);
  const names = [task.target, ...task.past, ...task.future];
  const needed = { ...frame, columns: names.map((name) => columnOf(frame, name)) };
  return sliceRows(needed, Math.max(0, origin + 1 - task.lookback - reach), origin + 1);
}
