import type { Column, Frame, Task } from "../contracts/index.ts";
import { columnOf, sliceRows, timeAt } from "../data/index.ts";
import { applySteps, type FittedPreparation, reachOf } from "../prepare/index.ts";

/** The last row whose target is known: forecasts start behind it, whatever rows may follow. */
export function lastOrigin(frame: Frame, { target }: Pick<Task, "target">): number {
  const { values, filled } = columnOf(frame, target);
  let row = values.length - 1;
  while (row >= 0 && (Number.isNaN(values[row]!) || (filled?.[row] ?? 0) > 0)) row--;
  return row;
}

/** Rows behind the last known target in which each of these columns is there; no end where there is none to be known. */
export function knownAhead(frame: Frame, task: Pick<Task, "target">, names: readonly string[]): number {
  const first = lastOrigin(frame, task) + 1;
  const ends = names.map((name) => {
    const missing = columnOf(frame, name).values.findIndex((value, row) => row >= first && Number.isNaN(value));
    return missing < 0 ? frame.time.length : missing;
  });
  return Math.min(...ends, Number.POSITIVE_INFINITY) - first;
}

/** The first row of a table that lies after what a model was fitted on. */
export function firstUnseen(frame: Frame, fittedUntil: number): number {
  for (let row = 0; row < frame.time.length; row++) if (timeAt(frame.time, row) > fittedUntil) return row;
  return frame.time.length;
}

/** Rows that one forecast reads: its look-back, and what the differences of its preparation reach back before that. */
export function rowsNeeded(task: Task, preparation: FittedPreparation): number {
  return task.lookback + Math.max(...[preparation.target, ...Object.values(preparation.columns)].map(reachOf));
}

/**
 * The rows that the next forecast needs after `forecast` rows have been forecast from an origin, then a horizon of unknown
 * rows. Its own origin is the last row before those.
 */
export function rowsAround(
  frame: Frame,
  task: Task,
  preparation: FittedPreparation,
  origin: number,
  forecast: Float64Array,
): Frame {
  const end = origin + 1 + forecast.length;
  const from = firstRow(frame, task, preparation, { origin, end });
  const length = end - from + task.horizon;
  const columns = namesOf(task).map((name) => {
    const { values, filled } = columnOf(frame, name);
    const isKnown = task.future.includes(name) ? (row: number) => row : (row: number) => (row <= origin ? row : -1);
    const rows = Float64Array.from({ length }, (_, i) => values[isKnown(from + i)] ?? Number.NaN);
    if (name === task.target) {
      for (let row = Math.max(from, origin + 1); row < end; row++) rows[row - from] = forecast[row - origin - 1]!;
    }
    const known = task.future.includes(name) ? from : Math.min(from, origin + 1);
    const marks = Uint8Array.from({ length }, (_, i) => filled?.[isKnown(from + i)] ?? 0);
    return { name, ...fillStart(rows, marks, values, known, stepsOf(name, task, preparation)) };
  });
  return { ...frame, time: { ...frame.time, start: timeAt(frame.time, from), length }, columns };
}

/**
 * The last rows that a forecast needs, with the columns it needs, and what is known ahead of them: all of a table that a
 * model file keeps.
 */
export function lastRows(frame: Frame, task: Task, preparation: FittedPreparation): Frame {
  const origin = lastOrigin(frame, task);
  const from = firstRow(frame, task, preparation, { origin, end: origin + 1 });
  const { time } = sliceRows(frame, from);
  const columns = namesOf(task).map((name) => {
    const { values, filled } = columnOf(frame, name);
    const rows = values.slice(from);
    const marks = filled?.slice(from) ?? new Uint8Array(rows.length);
    // What cleaning put behind the last reading is no reading: not every file keeps marks, so the value must go.
    if (name === task.target) rows.fill(Number.NaN, origin + 1 - from);
    return { name, ...fillStart(rows, marks, values, from, stepsOf(name, task, preparation)) };
  });
  return { ...frame, time, columns };
}

/** The first row that a forecast from the rows before `end` reads, of which those up to the origin stand in the table. */
function firstRow(
  frame: Frame,
  task: Task,
  preparation: FittedPreparation,
  { origin, end }: { readonly origin: number; readonly end: number },
): number {
  const reached = namesOf(task).map((name) => {
    const steps = stepsOf(name, task, preparation);
    const fills = steps.findIndex(({ kind }) => kind === "forward_fill");
    const before = steps.slice(0, Math.max(fills, 0));
    // What is filled forward as it was read can be put at the start of the cut; a difference or an anomaly cannot, as it is none of
    // the later row: the cut must reach back to the last one known.
    if (!before.some(({ kind }) => kind === "difference" || kind === "seasonal_mean")) return end;
    const last = Math.min(origin, end - task.lookback - reachOf(steps.slice(fills)));
    const level = applySteps(before, columnOf(frame, name).values.subarray(0, Math.max(0, last + 1)), frame.time);
    const known = level.findLastIndex((value) => !Number.isNaN(value));
    return known < 0 ? end : known - reachOf(before);
  });
  return Math.max(0, Math.min(end - rowsNeeded(task, preparation), ...reached));
}

/**
 * Rows cut out of a longer column may begin with missing values that the longer column would have filled forward: they get
 * the reading from before the cut, where the preparation fills forward at all. What is put in is marked.
 */
function fillStart(
  rows: Float64Array,
  marks: Uint8Array,
  column: Float64Array,
  from: number,
  steps: FittedPreparation["target"],
): Omit<Column, "name"> {
  const fills = steps.findIndex(({ kind }) => kind === "forward_fill");
  const isCut = fills >= 0 && reachOf(steps.slice(0, fills)) === 0;
  const before = isCut ? column.subarray(0, from).findLast((value) => !Number.isNaN(value)) : undefined;
  for (let i = 0; before !== undefined && i < rows.length && Number.isNaN(rows[i]!); i++) {
    rows[i] = before;
    marks[i] = 1;
  }
  return marks.some((mark) => mark > 0) ? { values: rows, filled: marks } : { values: rows };
}

const namesOf = (task: Task): string[] => [task.target, ...task.past, ...task.future];

function stepsOf(name: string, task: Task, preparation: FittedPreparation): FittedPreparation["target"] {
  return name === task.target ? preparation.target : (preparation.columns[name] ?? []);
}
