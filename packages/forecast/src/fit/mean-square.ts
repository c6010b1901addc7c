import type { WindowForecasts } from "../contracts/index.ts";

interface Forecasts extends Pick<WindowForecasts, "horizon" | "values"> {
  readonly origins: ArrayLike<number>;
}

/** Mean squared error over the forecast rows, or some steps ahead of them, whose actual value is known; NaN where none is. */
export function meanSquare(
  actual: Float64Array,
  { origins, horizon, values }: Forecasts,
  steps: readonly number[] = Array.from({ length: horizon }, (_, k) => k),
): number {
  let sum = 0;
  let count = 0;
  for (let w = 0; w < origins.length; w++) {
    const origin = origins[w]!;
    for (const k of steps) {
      const error = actual[origin + 1 + k]! - values[w * horizon + k]!;
      if (Number.isNaN(actual[origin + 1 + k]!)) continue;
      sum += error * error;
      count++;
    }
  }
  return count === 0 ? Number.NaN : sum / count;
}
