import { sign, uniform, wrongSigns } from "./draws.js";

/**
 * Two scales of time at once: under noise that is three times as large lies a level that is up or down for a quarter of the
 * window. At the end the four levels are asked for, and the sign of the last value but two, which no mean can tell.
 */
export const scales = (steps, updates) => ({
  name: `scales-${steps}`,
  ...{ steps, features: 1, outputs: 5, output: "last", units: 16, batch: 32, updates },
  measure: "wrong",
  limit: 0.02,
  window(random, T) {
    const levels = Array.from({ length: 4 }, () => sign(random));
    const x = Float32Array.from({ length: T }, (_, t) => {
      return 0.3 * levels[Math.floor((4 * t) / T)] + uniform(random, -1, 1);
    });
    return { x, target: Float32Array.of(...levels, Math.sign(x[T - 3])) };
  },
  miss: wrongSigns,
});
