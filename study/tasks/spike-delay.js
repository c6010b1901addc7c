import { unknown, whole } from "./draws.js";

/**
 * Measuring spike delays (Gers, Schraudolph & Schmidhuber 2002): at every spike but the first, how long ago the one before was:
 * once to twice the shortest delay, scaled to −1 … 1. Between spikes nothing comes in, so that the network has to keep the time
 * itself. An answer is right where it rounds to the delay that it was.
 */
export const spikeDelay = (shortest, updates) => ({
  name: `spike-delay-${shortest}`,
  ...{ shortest, steps: 5 * shortest, features: 1, outputs: 1, output: "sequence", units: 16, batch: 32, updates },
  measure: "wrong",
  limit: 0.1,
  window(random, T) {
    const x = new Float32Array(T);
    const target = unknown(T);
    const delay = () => shortest + whole(random, 0, shortest + 1);
    let at = whole(random, 0, shortest);
    x[at] = 1;
    for (let wait = delay(); at + wait < T; wait = delay()) {
      at += wait;
      x[at] = 1;
      target[at] = (2 * (wait - shortest)) / shortest - 1;
    }
    return { x, target };
  },
  miss(output, { target }) {
    const asked = [...target.keys()].filter((t) => !Number.isNaN(target[t]));
    return asked.filter((t) => Math.abs(output[t] - target[t]) > 1 / shortest).length / asked.length;
  },
});
