import { sign, wrongSigns } from "./draws.js";

/** A long lag: the first sign is asked for after T − 1 others as strong; a second input marks the first step. */
export const timeLag = (steps, updates) => ({
  name: `time-lag-${steps}`,
  ...{ steps, features: 2, outputs: 1, output: "last", units: 16, batch: 32, updates },
  measure: "wrong",
  limit: 0.02,
  window(random, T) {
    const x = new Float32Array(2 * T);
    for (let t = 0; t < T; t++) x[2 * t] = sign(random);
    x[1] = 1;
    return { x, target: Float32Array.of(x[0]) };
  },
  miss: wrongSigns,
});
