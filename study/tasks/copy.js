import { sign, unknown, whole, wrongSigns } from "./draws.js";

/**
 * Copy (Graves, Wayne & Danihelka 2014): one to `longest` vectors of so many signs, a mark, and then the vectors again, one a
 * step, with nothing coming in.
 */
export const copy = (name, bits, longest, updates) => ({
  name,
  ...{ steps: 2 * longest + 1, features: bits + 1, outputs: bits, output: "sequence", units: 32, batch: 32, updates },
  measure: "wrong",
  limit: 0.02,
  window(random, T) {
    const [F, length] = [bits + 1, whole(random, 1, (T - 1) / 2 + 1)];
    const x = new Float32Array(F * T);
    const target = unknown(bits * T);
    for (let k = 0; k < length; k++) {
      const vector = Float32Array.from({ length: bits }, () => sign(random));
      x.set(vector, F * k);
      target.set(vector, bits * (length + 1 + k));
    }
    x[F * length + bits] = 1;
    return { x, target };
  },
  miss: wrongSigns,
});
