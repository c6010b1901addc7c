import { type Cell, ops } from "@gatecast/engine";
import { gru } from "../cells/gru.ts";
import { lstm } from "../cells/lstm.ts";
import type { Member } from "../family/member.ts";
import { denseLayer } from "../layers/dense-layer.ts";
import { together } from "../layers/parts.ts";
import { recurrentPart } from "../layers/recurrent-part.ts";
import { additiveAttention } from "./additive-attention.ts";
import { decodingLayer } from "./decoder.ts";
import { encoder } from "./encoder.ts";

/** Encoder and decoder of LSTMs; the decoder looks back at the steps of the window that its state asks for. */
export const attention: Member = bahdanau("attention", lstm);

/** The same of GRUs, as in the paper. */
export const attentionGru: Member = bahdanau("attention-gru", gru);

/** Shows `alignment`: what share each step of the window has in each step of the forecast, `[B, T]` a step. */
function bahdanau(name: string, cell: Cell): Member {
  return {
    name,
    source: "Bahdanau, Cho & Bengio 2015; a linear output in the place of its maxout",
    cell: null,
    lastOnly: true,
    layer(prefix, features, options) {
      const { units } = options;
      const encode = encoder(`${prefix}.encoder`, cell, features, options);
      const align = additiveAttention(`${prefix}.attention`, units, encode.width, units);
      const decode = recurrentPart(`${prefix}.decoder`, cell, 1 + encode.width, units, options);
      const say = denseLayer(`${prefix}.output`, units + encode.width, 3, { units: 1, activation: "linear" });
      return decodingLayer(name, options, together({ encode, align, decode, say }), (context, x) => {
        const { plan, show } = context;
        const { sequence, states: initial } = encode.encode(context, x);
        const ask = align.over(context, sequence);
        let states = initial;
        return (y, ahead) => {
          const alpha = plan.named("α", ask(states[0]!));
          show?.(`${prefix}.alignment`, alpha);
          const c = plan.named("c", ops.blend(plan, alpha, sequence));
          const { sequence: s, final } = decode.walk(ahead, ops.concatenate(plan, [y, c]), { initial: states });
          plan.named("s", s);
          states = final;
          return say.apply(context, ops.concatenate(plan, [s, c]));
        };
      });
    },
  };
}
