import type { WindowForecasts } from "../contracts/index.ts";

/** Mean squared error over all forecast rows whose actual value is known; NaN where none is. */
export function meanSquare(actual: Float64Array, { origins, horizon, values }: WindowForecasts): number {
  let sum = 0;
  let count = 0;
  origins.forEach((origin, w) => {
    for (let k = 0; k < horizon; k++) {
      const error = actual[origin + 1 + k]! - values[w * horizon + k]!;
      if (Number.isNaN(actual[origin + 1 + k]!)) continue;
      sum += error * error;
      count++;
    }
  });
  return count === 0 ? Number.NaN : sum / count;
}
