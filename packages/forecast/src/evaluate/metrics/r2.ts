import { mean } from "../../statistics/index.ts";
import type { Points } from "./points.ts";

/**
 * 1 − SSE / SST of one output (one step ahead), over the rows whose actual value is known; below 0 the forecasts are
 * worse than the mean of what came. NaN without rows, and where what came is constant (SST 0).
 */
export function r2({ actual, forecast }: Points): number {
  const center = mean(actual.filter((value) => !Number.isNaN(value)));
  let error = 0;
  let total = 0;
  for (let i = 0; i < actual.length; i++) {
    const y = actual[i]!;
    if (Number.isNaN(y)) continue;
    error += (y - forecast[i]!) * (y - forecast[i]!);
    total += (y - center) * (y - center);
  }
  return total === 0 ? Number.NaN : 1 - error / total;
}
