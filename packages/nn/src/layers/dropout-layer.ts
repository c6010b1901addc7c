import { ops, type Seed } from "@gatecast/engine";
import type { Layer } from "./layer.ts";

/** Dropout while training and sampling, nothing while predicting. */
export function dropoutLayer(features: number, rank: 2 | 3, rate: number, seed: Seed): Layer {
  return {
    shapes: {},
    width: features,
    rank,
    load: async () => {},
    initialize() {},
    apply({ plan, counter, memories, draws }, x) {
      if (draws !== true) return x;
      const y = ops.dropout(plan, x, rate, seed, counter);
      // Who looks into the memory below sees it through the dropout.
      const memory = memories.get(x);
      if (memory !== undefined) memories.set(y, memory);
      return y;
    },
  };
}
