import { whole, wrongClasses } from "./draws.js";

const SYMBOLS = 8;
const [START, END, FIRST_DISTRACTOR, X] = [0, 1, 2, 6];

/**
 * Temporal order, three bits (Hochreiter & Schmidhuber 1997): among distractors stand three symbols, each X or Y, and which
 * of the eight orders it was is asked for at the end.
 */
export const temporalOrder = (steps, updates) => ({
  name: `temporal-order-${steps}`,
  ...{ steps, features: SYMBOLS, outputs: 8, output: "last", units: 16, batch: 32, updates },
  measure: "wrong",
  limit: 0.02,
  window(random, T) {
    const symbols = Array.from({ length: T }, () => whole(random, FIRST_DISTRACTOR, X));
    symbols[0] = START;
    symbols[T - 1] = END;
    let order = 0;
    for (const [low, high] of [
      [0.1, 0.2],
      [0.34, 0.44],
      [0.66, 0.76],
    ]) {
      const bit = whole(random, 0, 2);
      symbols[whole(random, Math.round(low * T), Math.round(high * T))] = X + bit;
      order = 2 * order + bit;
    }
    const x = new Float32Array(SYMBOLS * T);
    symbols.forEach((symbol, t) => {
      x[SYMBOLS * t + symbol] = 1;
    });
    const target = new Float32Array(8);
    target[order] = 1;
    return { x, target };
  },
  miss: (output, window) => wrongClasses(output, window, 8),
});
