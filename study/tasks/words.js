import { sign, unknown, whole, wrongSigns } from "./draws.js";

/**
 * Words: of three to eight signs each, with a blank behind every one, which a second input marks. At every blank the product of
 * the word's signs is asked for, and that of the first word: one has to be forgotten at the blank, the other to be kept.
 */
export const words = (steps, updates) => ({
  name: `words-${steps}`,
  ...{ steps, features: 2, outputs: 2, output: "sequence", units: 16, batch: 32, updates },
  measure: "wrong",
  limit: 0.02,
  window(random, T) {
    const x = new Float32Array(2 * T);
    const target = unknown(2 * T);
    let [first, product, left] = [Number.NaN, 1, whole(random, 3, 9)];
    for (let t = 0; t < T; t++) {
      if (left-- > 0) {
        x[2 * t] = sign(random);
        product *= x[2 * t];
        continue;
      }
      x[2 * t + 1] = 1;
      target.set([product, first], 2 * t);
      if (Number.isNaN(first)) first = product;
      [product, left] = [1, whole(random, 3, 9)];
    }
    return { x, target };
  },
  miss: wrongSigns,
});
