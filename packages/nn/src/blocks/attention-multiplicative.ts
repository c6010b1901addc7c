import { ops } from "@gatecast/engine";
import { lstm } from "../cells/lstm.ts";
import type { Member } from "../family/member.ts";
import { glorot } from "../initializers/initializers.ts";
import { denseLayer } from "../layers/dense-layer.ts";
import { together, weights } from "../layers/parts.ts";
import { recurrentPart } from "../layers/recurrent-part.ts";
import { decodingLayer } from "./decoder.ts";
import { encoder } from "./encoder.ts";

const NAME = "attention-multiplicative";

/**
 * Encoder and decoder of LSTMs; steps of the window are scored by a product with the decoder's state, and what was seen is
 * fed to its next step. Shows `alignment`, as `attention` does.
 */
export const attentionMultiplicative: Member = {
  name: NAME,
  source: "Luong, Pham & Manning 2015: global attention, score general, input feeding",
  cell: null,
  lastOnly: true,
  layer(prefix, features, options) {
    const { units } = options;
    const encode = encoder(`${prefix}.encoder`, lstm, features, options);
    const decode = recurrentPart(`${prefix}.decoder`, lstm, 1 + units, units, options);
    const asking = weights(`${prefix}.attention`, { query: [units, encode.width] }, (seed) => ({
      query: glorot(units * encode.width, units, encode.width, seed),
    }));
    const attend = denseLayer(`${prefix}.attend`, encode.width + units, 3, { units, activation: "tanh" });
    const say = denseLayer(`${prefix}.output`, units, 3, { units: 1, activation: "linear" });
    return decodingLayer(NAME, options, together({ encode, decode, asking, attend, say }), (context, x) => {
      const { plan, show } = context;
      const { sequence, states: initial } = encode.encode(context, x);
      const { query } = asking.of(context);
      let states = initial;
      // Nobody fills it: nothing was seen before the first step.
      let a = plan.input([1, x.shape[1]!, units]);
      return (y, ahead) => {
        const { sequence: s, final } = decode.walk(ahead, ops.concatenate(plan, [y, a]), { initial: states });
        const alpha = plan.named("α", ops.softmax(plan, ops.scores(plan, ops.linear(plan, s, query, null), sequence)));
        plan.named("s", s);
        show?.(`${prefix}.alignment`, alpha);
        states = final;
        a = plan.named("a", attend.apply(context, ops.concatenate(plan, [ops.blend(plan, alpha, sequence), s])));
        return say.apply(context, a);
      };
    });
  },
};
