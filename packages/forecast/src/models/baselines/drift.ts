import type { Baseline } from "./baseline.ts";
import { lastKnownRow } from "./last-known.ts";

/**
 * The straight line through the first and the last known value of the history, drawn on: last + k · mean step, k counted
 * from the last known row. With one known value it is persistence. It learns nothing from the past: the line is that of
 * the history at each origin. Hyndman and Athanasopoulos, "Forecasting: Principles and Practice", 3rd ed., section 5.2.
 */
export const drift: Baseline<null> = {
  name: "drift",
  fit: () => null,
  forecast(_fitted, history, horizon) {
    const forecast = new Float64Array(horizon).fill(Number.NaN);
    const lastRow = lastKnownRow(history);
    if (lastRow < 0) return forecast;
    let firstRow = 0;
    // Only a gap at either end is walked over, so many origins in a long history stay cheap.
    while (Number.isNaN(history[firstRow]!)) firstRow++;
    const last = history[lastRow]!;
    const step = lastRow === firstRow ? 0 : (last - history[firstRow]!) / (lastRow - firstRow);
    return forecast.map((_, k) => last + (history.length + k - lastRow) * step);
  },
};
