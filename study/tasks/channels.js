import { squaredError, uniform, whole } from "./draws.js";

/**
 * Which of so many columns counts is said of the whole window from outside, for cells that listen to a context (Ghosh et al. 2016):
 * the sum of that column over the window is asked for, with a variance of 1. Without the context nobody can know.
 */
export const channels = (count, updates) => ({
  name: `channels-${count}`,
  ...{ steps: 12, features: count, extras: count, outputs: 1, output: "last", units: 16, batch: 32, updates },
  measure: "nmse",
  limit: 0.1,
  window(random, T) {
    const chosen = whole(random, 0, count);
    const x = Float32Array.from({ length: count * T }, () => uniform(random, -1, 1));
    let sum = 0;
    for (let t = 0; t < T; t++) sum += x[count * t + chosen];
    const extras = new Float32Array(count);
    extras[chosen] = 1;
    return { x, extras, target: Float32Array.of(sum / Math.sqrt(T / 3)) };
  },
  miss: squaredError,
});
