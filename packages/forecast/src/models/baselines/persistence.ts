import type { Baseline } from "./baseline.ts";
import { lastKnownRow } from "./last-known.ts";

/** Tomorrow is as today: the last known value, for every step ahead. It learns nothing from the past. */
export const persistence: Baseline<null> = {
  name: "persistence",
  fit: () => null,
  forecast: (_fitted, history, horizon) => new Float64Array(horizon).fill(history[lastKnownRow(history)] ?? Number.NaN),
};
