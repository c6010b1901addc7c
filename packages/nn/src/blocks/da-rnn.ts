import { ops, type Tensor } from "@gatecast/engine";
import { lstm } from "../cells/lstm.ts";
import type { Member, MemberOptions } from "../family/member.ts";
import { denseLayer } from "../layers/dense-layer.ts";
import type { LayerContext } from "../layers/layer.ts";
import { partOf } from "../layers/part-trace.ts";
import { type Part, together } from "../layers/parts.ts";
import { recurrentPart } from "../layers/recurrent-part.ts";
import { additiveAttention } from "./additive-attention.ts";
import { refuseSequence } from "./decoder.ts";
import { fromBothEnds } from "./directions.ts";

/**
 * Dual-stage attention: at every step an encoder chooses among the driving columns, then a decoder that walks over the target's
 * own past chooses among the encoder's steps. Drivers are all columns but the first, or that one where it is alone. Both
 * attentions compare in a space of H, the first of them in the place of the paper's T.
 *
 * Shows `drivers`, the share of each column at each step of the window (`[B, F − 1]` a step), and `alignment`, the share of
 * each step of the window at each step of the decoder (`[B, T]` a step).
 */
export const daRnn: Member = {
  name: "da-rnn",
  source: "Qin, Song, Chen, Cheng, Jiang & Cottrell 2017",
  cell: null,
  lastOnly: true,
  layer: fromBothEnds((prefix, features, options) => {
    const { output, units } = options;
    refuseSequence(daRnn.name, output);
    const encode = encoder(prefix, Math.max(1, features - 1), options);
    const decode = decoder(prefix, options);
    return {
      ...together({ encode, decode }),
      width: 2 * units,
      rank: 2,
      apply(context, x) {
        const { plan } = context;
        const y = plan.named("y", ops.takeColumns(plan, x, 0, 1));
        const drivers = features === 1 ? y : plan.named("d", ops.takeColumns(plan, x, 1, features - 1));
        return decode.walk(context, y, encode.walk(context, drivers));
      },
    };
  }),
};

/** Drivers `[T, B, n]` to h `[T, B, H]`. */
function encoder(prefix: string, drivers: number, options: MemberOptions) {
  const { units, steps } = options;
  const choose = additiveAttention(`${prefix}.input-attention`, 2 * units, steps, units);
  const cell = recurrentPart(`${prefix}.encoder`, lstm, drivers, units, options);
  return {
    ...together({ choose, cell }),
    walk(context: LayerContext, x: Tensor): Tensor {
      const { plan, show } = context;
      const ask = choose.over(context, ops.transposeSteps(plan, x));
      const states = nothingYet(context, x, options);
      const seen = plan.repeat("t", steps, (t) => {
        const initial = states[t]!;
        const alpha = plan.named("α", ask(ops.concatenate(plan, initial)));
        show?.(`${prefix}.drivers`, alpha);
        const chosen = ops.multiply(plan, ops.gatherSteps(plan, x, [[t]]), alpha);
        const { sequence, final } = cell.walk(partOf(context, { kind: "encoder" }, [[t]]), chosen, { initial });
        states.push(final);
        return sequence;
      });
      return ops.joinSteps(plan, seen);
    },
  };
}

/** The target's past `[T, B, 1]` and h `[T, B, H]` to `[d_T, c_T]`. */
function decoder(
  prefix: string,
  options: MemberOptions,
): Part & { walk(context: LayerContext, y: Tensor, h: Tensor): Tensor } {
  const { units } = options;
  const choose = additiveAttention(`${prefix}.temporal-attention`, 2 * units, units, units);
  const join = denseLayer(`${prefix}.join`, 1 + units, 3, { units: 1, activation: "linear" });
  const cell = recurrentPart(`${prefix}.decoder`, lstm, 1, units, options);
  return {
    ...together({ choose, join, cell }),
    walk(context, y, h) {
      const { plan, show } = context;
      const ask = choose.over(context, h);
      const states = nothingYet(context, y, options);
      let known: readonly Tensor[] = [];
      plan.repeat("t", y.shape[0]!, (t) => {
        const initial = states[t]!;
        const beta = plan.named("β", ask(ops.concatenate(plan, initial)));
        show?.(`${prefix}.alignment`, beta);
        const c = plan.named("c", ops.blend(plan, beta, h));
        const input = join.apply(context, ops.concatenate(plan, [ops.gatherSteps(plan, y, [[t]]), c]));
        const { sequence, final } = cell.walk(partOf(context, { kind: "decoder" }, [[t]]), input, { initial });
        states.push(final);
        known = [plan.named("s", sequence), c];
      });
      return ops.takeStep(plan, ops.concatenate(plan, known), 0);
    },
  };
}

/** An LSTM's states before each of the first d steps, d being the dilation: zeros, which nobody fills. Those of later ones follow. */
function nothingYet(
  { plan }: LayerContext,
  { shape }: Tensor,
  { units, dilation = 1 }: MemberOptions,
): (readonly Tensor[])[] {
  const nothing = lstm.states.map(() => plan.input([shape[1]!, units]));
  return Array.from({ length: dilation }, () => nothing);
}
