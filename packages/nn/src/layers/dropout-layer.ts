import { ops, type Seed } from "@gatecast/engine";
import { type Layer, passMemory } from "./layer.ts";

/** Dropout while training and sampling, nothing while predicting. */
export function dropoutLayer(features: number, rank: 2 | 3, rate: number, seed: Seed): Layer {
  return {
    shapes: {},
    width: features,
    rank,
    load: async () => {},
    initialize() {},
    apply(context, x) {
      if (context.draws !== true) return x;
      const y = ops.dropout(context.plan, x, rate, seed, context.counter);
      passMemory(context, x, y);
      return y;
    },
  };
}
