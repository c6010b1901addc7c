import type { WindowForecasts } from "../contracts/index.ts";

/** Mean squared error over the forecast rows, or some steps ahead of them, whose actual value is known; NaN where none is. */
export function meanSquare(
  actual: Float64Array,
  { origins, horizon, values }: WindowForecasts,
  steps: readonly number[] = Array.from({ length: horizon }, (_, k) => k),
): number {
  let sum = 0;
  let count = 0;
  origins.forEach((origin, w) => {
    for (const k of steps) {
      const error = actual[origin + 1 + k]! - values[w * horizon + k]!;
      if (Number.isNaN(actual[origin + 1 + k]!)) continue;
      sum += error * error;
      count++;
    }
  });
  return count === 0 ? Number.NaN : sum / count;
}
