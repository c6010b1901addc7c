import type { Points } from "./points.ts";

/**
 * Mean directional accuracy: the share of rows where sign(y_t − y_{t−1}) equals sign(ŷ_t − y_{t−1}), 0 to 1. "No change"
 * is a direction of its own. Rows whose actual value or the reading before it is unknown are left out; NaN without rows.
 */
export function mda({ actual, forecast, before }: Points): number {
  let right = 0;
  let rows = 0;
  for (let i = 0; i < actual.length; i++) {
    const came = Math.sign(actual[i]! - before[i]!);
    const said = Math.sign(forecast[i]! - before[i]!);
    if (Number.isNaN(came)) continue;
    if (Number.isNaN(said)) return Number.NaN;
    if (came === said) right++;
    rows++;
  }
  return rows === 0 ? Number.NaN : right / rows;
}
