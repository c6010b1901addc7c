import { sign, wrongSigns } from "./draws.js";

/** Reversal: T signs come in, and all of them are asked for at once at the end, the last one first. */
export const reverse = (steps, updates) => ({
  name: `reverse-${steps}`,
  ...{ steps, features: 1, outputs: steps, output: "last", units: 32, batch: 32, updates },
  measure: "wrong",
  limit: 0.02,
  window(random, T) {
    const x = Float32Array.from({ length: T }, () => sign(random));
    return { x, target: Float32Array.from(x).reverse() };
  },
  miss: wrongSigns,
});
