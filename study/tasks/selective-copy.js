import { places, unknown, whole, wrongClasses } from "./draws.js";

const [KINDS, TOKENS] = [4, 4];

/**
 * Selective copying (Gu & Dao 2023): four tokens of four kinds at random places among blanks; at the end they are asked for
 * in their order, one a step. What is kept depends on what comes in.
 */
export const selectiveCopy = (steps, updates) => ({
  name: `selective-copy-${steps}`,
  ...{ steps, features: KINDS + 1, outputs: KINDS, output: "sequence", units: 32, batch: 32, updates },
  measure: "wrong",
  limit: 0.05,
  window(random, T) {
    const F = KINDS + 1;
    const x = new Float32Array(F * T);
    const target = unknown(KINDS * T);
    const asked = T - TOKENS;
    places(random, 0, asked, TOKENS).forEach((t, k) => {
      const kind = whole(random, 0, KINDS);
      x[F * t + kind] = 1;
      x[F * (asked + k) + KINDS] = 1;
      target.fill(0, KINDS * (asked + k), KINDS * (asked + k + 1));
      target[KINDS * (asked + k) + kind] = 1;
    });
    return { x, target };
  },
  miss: (output, window) => wrongClasses(output, window, KINDS),
});
