import type { TimeAxis, WindowForecasts } from "../../contracts/index.ts";
import { wallTimeAt } from "../../prepare/wall-time.ts";
import type { Point } from "./thin-line.ts";

/**
 * The forecasts of some windows as points over time. Windows of several steps are parted by a gap, since each
 * starts anew; one-step forecasts make one line.
 */
export function windowPoints(axis: TimeAxis, forecasts: WindowForecasts, windows: readonly number[]): Point[] {
  const { horizon, origins, values } = forecasts;
  return windows.flatMap((window): Point[] => {
    const first = (origins[window] ?? 0) + 1;
    const points = Array.from(
      { length: horizon },
      (_, step): Point => [wallTimeAt(axis, first + step), values[window * horizon + step] ?? Number.NaN],
    );
    return horizon === 1 ? points : [...points, [wallTimeAt(axis, first + horizon - 1), Number.NaN]];
  });
}
