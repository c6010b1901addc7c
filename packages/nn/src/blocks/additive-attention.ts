import { ops, type Tensor } from "@gatecast/engine";
import { glorot } from "../initializers/initializers.ts";
import { denseLayer } from "../layers/dense-layer.ts";
import type { LayerContext } from "../layers/layer.ts";
import { type Part, together, weights } from "../layers/parts.ts";

/** Asks what a query looks for: shares `[B, T]` of the steps of a sequence. */
export type Ask = (query: Tensor) => Tensor;

export interface AdditiveAttention extends Part {
  /** Keys `[T, B, keyWidth]` are projected once; then queries `[1, B, queryWidth]` may be asked. */
  over(context: LayerContext, keys: Tensor): Ask;
}

/** α = softmax over j of v · tanh(q · W + kⱼ · U + b) (Bahdanau, Cho & Bengio 2015), in a space of `units`. */
export function additiveAttention(
  prefix: string,
  queryWidth: number,
  keyWidth: number,
  units: number,
): AdditiveAttention {
  const keys = denseLayer(`${prefix}.keys`, keyWidth, 3, { units, activation: "linear" });
  const asking = weights(prefix, { query: [queryWidth, units], score: [units] }, (seed) => ({
    query: glorot(queryWidth * units, queryWidth, units, seed),
    score: glorot(units, units, 1, seed),
  }));
  return {
    ...together({ keys, asking }),
    over(context, sequence) {
      const { plan } = context;
      const projected = plan.named("p", keys.apply(context, sequence));
      const { query, score } = asking.of(context);
      return (asked) =>
        ops.softmax(plan, ops.additiveScores(plan, projected, ops.linear(plan, asked, query, null), score));
    },
  };
}
