import { squaredError, uniform, whole } from "./draws.js";

/**
 * The adding problem (Hochreiter & Schmidhuber 1997): of T numbers in [−1, 1) two are marked, one in each half, and their
 * sum is asked for. Who answers 0 whatever comes errs by 2/3.
 */
export const adding = (steps, updates) => ({
  name: `adding-${steps}`,
  ...{ steps, features: 2, outputs: 1, output: "last", units: 16, batch: 32, updates },
  measure: "mse",
  limit: 0.04,
  window(random, T) {
    const x = new Float32Array(2 * T);
    for (let t = 0; t < T; t++) x[2 * t] = uniform(random, -1, 1);
    const half = Math.floor(T / 2);
    const [first, second] = [whole(random, 0, half), whole(random, half, T)];
    for (const t of [first, second]) x[2 * t + 1] = 1;
    return { x, target: Float32Array.of(x[2 * first] + x[2 * second]) };
  },
  miss: squaredError,
});
