import { ops, type Seed } from "@gatecast/engine";
import type { Layer } from "./layer.ts";

/** Dropout while training, nothing while predicting. */
export function dropoutLayer(features: number, rank: 2 | 3, rate: number, seed: Seed): Layer {
  return {
    shapes: {},
    width: features,
    rank,
    load: async () => {},
    initialize() {},
    apply: ({ plan, counter }, x) => ops.dropout(plan, x, rate, seed, counter),
  };
}
