import { sign, unknown, whole, wrongSigns } from "./draws.js";

const BITS = 4;

/**
 * Copy (Graves, Wayne & Danihelka 2014): one to five vectors of four signs, a mark, and then the vectors again, one a step,
 * with nothing coming in.
 */
export const copy = (updates) => ({
  name: "copy",
  ...{ steps: 11, features: BITS + 1, outputs: BITS, output: "sequence", units: 32, batch: 32, updates },
  measure: "wrong",
  limit: 0.02,
  window(random, T) {
    const [F, length] = [BITS + 1, whole(random, 1, (T - 1) / 2 + 1)];
    const x = new Float32Array(F * T);
    const target = unknown(BITS * T);
    for (let k = 0; k < length; k++) {
      const bits = Float32Array.from({ length: BITS }, () => sign(random));
      x.set(bits, F * k);
      target.set(bits, BITS * (length + 1 + k));
    }
    x[F * length + BITS] = 1;
    return { x, target };
  },
  miss: wrongSigns,
});
