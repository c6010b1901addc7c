import { elementary } from "@gatecast/engine";
import { squaredError, uniform, unknown } from "./draws.js";

const WAVES = 3;

/**
 * A delay line (Voelker, Kajić & Eliasmith 2019): at every step, what came in `delay` steps before, of a signal without fast
 * waves. Its variance is 1, so that a constant errs by 1.
 */
export const delayLine = (delay, updates) => ({
  name: `delay-${delay}`,
  ...{ steps: 4 * delay, features: 1, outputs: 1, output: "sequence", units: 32, batch: 32, updates },
  measure: "nmse",
  limit: 0.01,
  window(random, T) {
    const x = new Float32Array(T);
    for (let wave = 0; wave < WAVES; wave++) {
      const period = uniform(random, delay, 4 * delay);
      const phase = uniform(random, 0, 2 * Math.PI);
      for (let t = 0; t < T; t++) {
        x[t] += Math.sqrt(2 / WAVES) * elementary.sin((2 * Math.PI * t) / period + phase);
      }
    }
    const target = unknown(T);
    target.set(x.subarray(0, T - delay), delay);
    return { x, target };
  },
  miss: squaredError,
});
