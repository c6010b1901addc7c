import { elementary } from "@gatecast/engine";
import { squaredError, uniform, unknown, whole } from "./draws.js";

/**
 * Sines of any period from 12 to 40 steps with gaps of 4 to 8: the values in the gaps are asked for, and both sides of a gap
 * may be looked at. A straight line across each gap errs by 0.104; the limit is a fifth of that.
 */
export const imputation = (updates) => ({
  name: "imputation",
  ...{ steps: 48, features: 2, outputs: 1, output: "sequence", units: 16, batch: 32, updates, directions: 2 },
  measure: "mse",
  limit: 0.02,
  window(random, T) {
    const [period, phase] = [uniform(random, 12, 40), uniform(random, 0, 2 * Math.PI)];
    const values = Float32Array.from({ length: T }, (_, t) => elementary.sin((2 * Math.PI * t) / period + phase));
    const x = new Float32Array(2 * T);
    const target = unknown(T);
    for (let t = 0; t < T; t++) x.set([values[t], 1], 2 * t);
    for (let from = whole(random, 2, 9); from + 8 < T; from += whole(random, 10, 17)) {
      const end = from + whole(random, 4, 9);
      for (let t = from; t < end; t++) {
        x.fill(0, 2 * t, 2 * t + 2);
        target[t] = values[t];
      }
    }
    return { x, target };
  },
  miss: squaredError,
});
