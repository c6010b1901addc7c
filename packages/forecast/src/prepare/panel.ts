import type { Frame, Task } from "../contracts/index.ts";
import { columnOf } from "../data/index.ts";
import { type FittedPreparation, type Prepared, prepareFrame, readValues } from "./preparation.ts";
import { type Levels, undoSteps } from "./series-steps.ts";

/** One series of a panel with the preparation that its own past has taught. */
export interface PanelSeries {
  readonly frame: Frame;
  readonly preparation: FittedPreparation;
}

/** Several series as one table, one behind the other: windows are cut from it as from any table, within one series each. */
export interface Panel extends Prepared {
  /** Row where each series begins, and the end of the last. `[series + 1]` */
  readonly starts: Int32Array;
  /** The target as it was read, in its own unit; NaN where it was not. `[rows]` */
  readonly actual: Float64Array;
}

/**
 * Prepares each series for itself and lays their rows one behind the other. All preparations come of one specification, and
 * window scales are the same.
 */
export function preparePanel(series: readonly PanelSeries[], task: Task): Panel {
  const starts = new Int32Array(series.length + 1);
  series.forEach(({ frame }, s) => {
    starts[s + 1] = starts[s]! + frame.time.length;
  });
  const levels: Levels[] = [];
  let panel: Omit<Panel, "undo"> | undefined;
  series.forEach(({ frame, preparation }, s) => {
    const one = prepareFrame(preparation, frame, task);
    panel ??= emptyLike(one, starts);
    const at = starts[s]!;
    panel.table.set(one.table, at * one.columns);
    panel.targets.set(one.targets, at);
    panel.foresees.set(one.foresees, at);
    panel.future.set(one.future, at * one.futureColumns);
    panel.waves.set(one.waves, at * one.waveColumns);
    panel.actual.set(readValues(columnOf(frame, task.target)), at);
    levels.push(one.levels.map((values, i) => (readsHistory(preparation.target[i]) ? values : NOTHING)));
  });
  if (panel === undefined) throw new RangeError("internal: a panel without series");
  const undo = (forecasts: Float64Array, origins: Int32Array): Float64Array => {
    const h = task.horizon;
    for (let from = 0, to = 0; from < origins.length; from = to) {
      const s = seriesAt(starts, origins[from]!);
      const [begin, end] = [starts[s]!, starts[s + 1]!];
      while (to < origins.length && origins[to]! >= begin && origins[to]! < end) to++;
      const { frame, preparation } = series[s]!;
      const own = origins.subarray(from, to).map((origin) => origin - begin);
      undoSteps(preparation.target, forecasts.subarray(from * h, to * h), levels[s]!, own, frame.time);
    }
    return forecasts;
  };
  return { ...panel, undo };
}

const NOTHING = new Float64Array(0);

/** Undoing a difference takes the readings that it was made of; the other steps undo themselves from their own numbers. */
function readsHistory(step: FittedPreparation["target"][number] | undefined): boolean {
  return step?.kind === "difference";
}

function emptyLike(one: Prepared, starts: Int32Array): Omit<Panel, "undo"> {
  const rows = starts.at(-1)!;
  return {
    ...one,
    rows,
    table: new Float64Array(rows * one.columns),
    targets: new Float64Array(rows),
    foresees: new Uint8Array(rows),
    future: new Float64Array(rows * one.futureColumns),
    waves: new Float64Array(rows * one.waveColumns),
    levels: [],
    starts,
    actual: new Float64Array(rows),
  };
}

/** Which series a row of a panel belongs to. */
export function seriesAt(starts: Int32Array, row: number): number {
  let low = 0;
  let high = starts.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}
