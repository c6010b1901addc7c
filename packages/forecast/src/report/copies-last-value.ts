import type { WindowForecasts } from "../contracts/index.ts";

/**
 * Whether the network does little more than repeat the last known value: its forecasts lie closer to
 * persistence than 5 % of the distance that the truth moves away from it. `actual(row)` is NaN where unknown.
 */
export function copiesLastValue(
  network: WindowForecasts,
  persistence: WindowForecasts,
  actual: (row: number) => number,
): boolean {
  let apart = 0;
  let moved = 0;
  network.origins.forEach((origin, window) => {
    for (let step = 0; step < network.horizon; step++) {
      const last = persistence.values[window * network.horizon + step] ?? Number.NaN;
      const ours = Math.abs((network.values[window * network.horizon + step] ?? Number.NaN) - last);
      const truth = Math.abs(actual(origin + 1 + step) - last);
      if (!Number.isFinite(ours) || !Number.isFinite(truth)) continue;
      apart += ours;
      moved += truth;
    }
  });
  return moved > 0 && apart < 0.05 * moved;
}
