import { sign, wrongSigns } from "./draws.js";

/**
 * Parity: after every sign, the product of all signs so far. Trained on 40 steps, asked for 256. A linear recurrence with
 * positive gates cannot do it at any length but those that it has seen.
 */
export const parity = (steps, updates) => ({
  name: `parity-${steps}`,
  ...{ steps, features: 1, outputs: 1, output: "sequence", units: 16, batch: 32, updates },
  testSteps: 256,
  measure: "wrong",
  limit: 0.02,
  window(random, T) {
    const x = Float32Array.from({ length: T }, () => sign(random));
    let product = 1;
    return { x, target: x.map((value) => (product *= value)) };
  },
  miss: wrongSigns,
});
