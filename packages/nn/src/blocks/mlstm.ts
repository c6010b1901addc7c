import { elementary, ops, type Plan, split, type Tensor } from "@gatecast/engine";
import type { Member } from "../family/member.ts";
import { glorot, normal } from "../initializers/initializers.ts";
import { denseLayer } from "../layers/dense-layer.ts";
import { partOf, traceNamed } from "../layers/part-trace.ts";
import { together, weights } from "../layers/parts.ts";
import { type Walk, walkingLayer } from "./directions.ts";
import { norm } from "./norm.ts";

const HEADS = 4;
/** Taps of the convolution in front of queries and keys. */
const TAPS = 4;
/** The memory is about so many times as wide as the layer. */
const WIDER = 2;

/** mLSTM: a matrix for a memory, written and asked as attention is, with exponential gates. */
export const mlstm: Member = {
  name: "mlstm",
  source: "Beck, Pöppel et al. 2024 (xLSTM), the block with up-projection before the memory",
  cell: null,
  layer: (prefix, features, options) => walkingLayer(prefix, options, (own) => block(own, features, options.units)),
};

const silu = (plan: Plan, x: Tensor): Tensor => ops.multiply(plan, x, ops.sigmoid(plan, x));

function block(prefix: string, features: number, units: number): Walk {
  // Heads are whole fours wide.
  const inner = 4 * HEADS * Math.ceil((WIDER * units) / (4 * HEADS));
  const dense = (name: string, from: number, to: number) =>
    denseLayer(`${prefix}.${name}`, from, 3, { units: to, activation: "linear" });
  const [embed, down] = [dense("embed", features, units), dense("down", inner, units)];
  const [up, side] = [dense("up", units, inner), dense("side", units, inner)];
  const [query, key, value] = [dense("query", inner, inner), dense("key", inner, inner), dense("value", inner, inner)];
  const [level, heads] = [norm(`${prefix}.norm`, units), norm(`${prefix}.heads`, inner, HEADS)];
  const own = memoryWeights(`${prefix}.memory`, inner);
  return {
    ...together({ embed, level, up, side, own, query, key, value, heads, down }),
    width: units,
    walk(context, x) {
      const { plan } = context;
      const w = own.of(context);
      const embedded = plan.named("e", embed.apply(context, x));
      const normal = plan.named("w", level.walk(context, embedded));
      const wide = plan.named("u", up.apply(context, normal));
      const seen = plan.named("s", silu(plan, ops.depthwiseConvolution(plan, wide, w.taps, w.tapsBias)));
      const asked = {
        query: plan.named("q", query.apply(context, seen)),
        key: plan.named("k", key.apply(context, seen)),
        value: plan.named("v", value.apply(context, wide)),
        input: ops.linear(plan, seen, w.input, w.inputBias),
        forget: ops.linear(plan, seen, w.forget, w.forgetBias),
      };
      const answer = ops.matrixMemory(plan, asked);
      traceNamed(partOf(context, { kind: "memory" }), x.shape[0]!, {
        gates: {
          f: { of: asked.forget, shown: (values) => values.map(elementary.sigmoid) },
          i: { of: asked.input, shown: (values) => values.map(elementary.exp) },
        },
        values: { p: answer },
      });
      const around = ops.depthwiseConvolution(plan, seen, w.around, null);
      const whole = ops.add(plan, heads.walk(context, answer), around);
      const gated = ops.multiply(plan, whole, silu(plan, side.apply(context, normal)));
      return ops.add(plan, embedded, down.apply(context, gated));
    },
  };
}

/** Taps of the convolution, gates of the memory and the factors of what goes around it, started as the paper's code starts them. */
function memoryWeights(prefix: string, inner: number) {
  const [gate, bias] = [[inner, HEADS], [HEADS]] as const;
  return weights(
    prefix,
    {
      ...{ taps: [TAPS, inner], tapsBias: [inner], around: [1, inner] },
      ...{ input: gate, inputBias: bias, forget: gate, forgetBias: bias },
    },
    (seed) => ({
      taps: glorot(TAPS * inner, TAPS, TAPS, split(seed, "taps")),
      tapsBias: new Float32Array(inner),
      around: new Float32Array(inner).fill(1),
      // At first what is written depends on the heads alone, which forget at different rates: sigmoid(3) to sigmoid(6).
      input: new Float32Array(inner * HEADS),
      inputBias: normal(HEADS, split(seed, "input")).map((value) => 0.1 * value),
      forget: new Float32Array(inner * HEADS),
      forgetBias: Float32Array.from({ length: HEADS }, (_, head) => 3 + (3 * head) / (HEADS - 1)),
    }),
  );
}
