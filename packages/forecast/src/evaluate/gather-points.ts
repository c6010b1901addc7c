import type { WindowForecasts } from "../contracts/index.ts";
import type { Points } from "./metrics/points.ts";

/**
 * Lays the forecasts of one step ahead (`step` from 0) beside what came, one row a window; without `step`, all steps,
 * window by window. Rows beyond the end of `actual` count as unknown.
 */
export function gatherPoints(actual: Float64Array, forecasts: WindowForecasts, step?: number): Points {
  const { origins, horizon, values } = forecasts;
  const first = step ?? 0;
  const last = step ?? horizon - 1;
  const rows = origins.length * (last - first + 1);
  const points = { actual: new Float64Array(rows), forecast: new Float64Array(rows), before: new Float64Array(rows) };
  let row = 0;
  for (const [w, origin] of origins.entries()) {
    for (let k = first; k <= last; k++, row++) {
      points.actual[row] = actual[origin + 1 + k] ?? Number.NaN;
      points.forecast[row] = values[w * horizon + k]!;
      points.before[row] = actual[origin + k] ?? Number.NaN;
    }
  }
  return points;
}
