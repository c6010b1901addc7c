import { unknown, whole } from "./draws.js";

/**
 * aⁿbⁿ (Gers & Schmidhuber 2001): after every letter of S a…a b…b, which may come next: a, b, the end. Trained on n up to 10,
 * asked for n up to 20. A string is right where every answer is on its side of one half.
 */
export const counting = (updates) => ({
  name: "anbn",
  ...{ steps: 21, features: 3, outputs: 3, output: "sequence", units: 8, batch: 32, updates },
  testSteps: 41,
  measure: "wrong",
  limit: 0.02,
  window(random, T) {
    const n = whole(random, 1, (T - 1) / 2 + 1);
    const x = new Float32Array(3 * T);
    const target = unknown(3 * T);
    for (let t = 0; t <= 2 * n; t++) {
      const letter = t === 0 ? 0 : t <= n ? 1 : 2;
      x[3 * t + letter] = 1;
      const may = [t <= n, t > 0 && t < 2 * n, t === 2 * n];
      target.set(may.map(Number), 3 * t);
    }
    return { x, target };
  },
  miss: (output, { target }) =>
    target.every((value, i) => Number.isNaN(value) || output[i] > 0.5 === value > 0.5) ? 0 : 1,
});
