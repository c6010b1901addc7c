import type { TimeAxis, WindowForecasts } from "../../contracts/index.ts";
import { wallTimeAt } from "../../prepare/wall-time.ts";
import type { DrawnRun } from "../../recipe/recipe-outcome.ts";
import type { Point } from "../charts/thin-line.ts";
import { targetValues } from "../target-values.ts";

/** A value and the row it belongs to. */
export type RowValue = readonly [row: number, value: number];

/** Every window's forecast of one step (from 0), over the time that it forecasts; rows before `from` are left out. */
export function stepPoints(axis: TimeAxis, forecasts: WindowForecasts, step: number, from: number): Point[] {
  return ofStep(forecasts, step)
    .filter(([row]) => row >= from)
    .map(([row, value]) => [wallTimeAt(axis, row), value]);
}

/** Every window's forecast of the first step, with its row. */
export const firstStep = (forecasts: WindowForecasts): RowValue[] => ofStep(forecasts, 0);

function ofStep({ origins, horizon, values }: WindowForecasts, step: number): RowValue[] {
  return origins.map((origin, window) => [origin + 1 + step, values[window * horizon + step] ?? Number.NaN]);
}

/** For every window the mean of its steps, in truth and as forecast, at the middle row; windows before row `from` are left out. */
export function stepMean(
  run: Pick<DrawnRun, "frame" | "target">,
  { origins, horizon, values }: WindowForecasts,
  from: number,
): { readonly actual: RowValue[]; readonly predicted: RowValue[] } {
  const truth = targetValues(run);
  const mean = (of: (step: number) => number): number =>
    Array.from({ length: horizon }, (_, step) => of(step)).reduce((sum, value) => sum + value, 0) / horizon;
  const shown = Array.from(origins.keys()).filter((window) => (origins[window] ?? 0) + 1 >= from);
  const row = (window: number): number => (origins[window] ?? 0) + (horizon + 1) / 2;
  return {
    actual: shown.map((window) => [
      row(window),
      mean((step) => truth[(origins[window] ?? 0) + 1 + step] ?? Number.NaN),
    ]),
    predicted: shown.map((window) => [row(window), mean((step) => values[window * horizon + step] ?? Number.NaN)]),
  };
}

/**
 * Every window's first step in the order of time. The line goes on over as many rows as a window is long, and is broken where more
 * lie between two windows; `scattered` where that is so of most.
 */
export function aheadLine(
  axis: TimeAxis,
  forecasts: WindowForecasts,
): { readonly points: readonly Point[]; readonly scattered: boolean } {
  const steps = firstStep(forecasts).sort(([a], [b]) => a - b);
  let breaks = 0;
  const points = steps.flatMap(([row, value], i): Point[] => {
    const before = steps[i - 1]?.[0] ?? row;
    const point: Point = [wallTimeAt(axis, row), value];
    if (row - before <= forecasts.horizon) return [point];
    breaks++;
    return [[wallTimeAt(axis, before), Number.NaN], point];
  });
  return { points, scattered: breaks > steps.length / 2 };
}
