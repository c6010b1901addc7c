import { sign, unknown, wrongSigns } from "./draws.js";

/**
 * A season: at every step, the sign of one season before. Signs are a coin's, so that a season is as many numbers to remember as
 * it has steps.
 */
export const season = (length, updates) => ({
  name: `season-${length}`,
  ...{ steps: 3 * length, features: 1, outputs: 1, output: "sequence", units: 16, batch: 32, updates },
  measure: "wrong",
  limit: 0.02,
  window(random, T) {
    const x = Float32Array.from({ length: T }, () => sign(random));
    const target = unknown(T);
    target.set(x.subarray(0, T - length), length);
    return { x, target };
  },
  miss: wrongSigns,
});
