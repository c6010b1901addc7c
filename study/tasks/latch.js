import { sign, uniform, unknown, wrongSigns } from "./draws.js";

/**
 * A latch: the sign of the last pulse, from its own step on, while noise runs beside it. Trained on 40 steps, asked for 160.
 * Who answers a step late misses every pulse that changes something.
 */
export const latch = (updates) => ({
  name: "latch",
  ...{ steps: 40, features: 2, outputs: 1, output: "sequence", units: 8, batch: 32, updates },
  testSteps: 160,
  measure: "wrong",
  limit: 0.01,
  window(random, T) {
    const x = new Float32Array(2 * T);
    const target = unknown(T);
    let last = Number.NaN;
    for (let t = 0; t < T; t++) {
      x[2 * t + 1] = uniform(random, -1, 1);
      if (random() < 0.1) {
        last = sign(random);
        x[2 * t] = last;
      }
      target[t] = last;
    }
    return Number.isNaN(last) ? this.window(random, T) : { x, target };
  },
  miss: wrongSigns,
});
