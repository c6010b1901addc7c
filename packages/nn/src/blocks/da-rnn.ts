import { ops, type Tensor } from "@gatecast/engine";
import { lstm } from "../cells/lstm.ts";
import type { Member } from "../family/member.ts";
import { denseLayer } from "../layers/dense-layer.ts";
import type { LayerContext } from "../layers/layer.ts";
import { partOf } from "../layers/part-trace.ts";
import { additiveAttention } from "./additive-attention.ts";
import { refuseSequence } from "./decoder.ts";
import { type Part, together } from "./parts.ts";
import { recurrentPart } from "./recurrent-part.ts";

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
  layer(prefix, features, { units, steps, output, directions }) {
    refuseSequence(daRnn.name, output);
    if (directions === 2) throw new RangeError(`"${daRnn.name}" walks in the order of time: it has one direction`);
    const encode = encoder(prefix, Math.max(1, features - 1), units, steps);
    const decode = decoder(prefix, units);
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
  },
};

/** Drivers `[T, B, n]` to h `[T, B, H]`. */
function encoder(prefix: string, drivers: number, units: number, steps: number) {
  const choose = additiveAttention(`${prefix}.input-attention`, 2 * units, steps, units);
  const cell = recurrentPart(`${prefix}.encoder`, lstm, drivers, units);
  return {
    ...together({ choose, cell }),
    walk(context: LayerContext, x: Tensor): Tensor {
      const { plan, show } = context;
      const ask = choose.over(context, ops.transposeSteps(plan, x));
      let states = nothingYet(context, x, units);
      const seen = plan.repeat("t", steps, (t) => {
        const alpha = plan.named("α", ask(ops.concatenate(plan, states)));
        show?.(`${prefix}.drivers`, alpha);
        const chosen = ops.multiply(plan, ops.gatherSteps(plan, x, [[t]]), alpha);
        const { sequence, final } = cell.walk(partOf(context, { kind: "encoder" }, [[t]]), chosen, { initial: states });
        states = final;
        return sequence;
      });
      return ops.joinSteps(plan, seen);
    },
  };
}

/** The target's past `[T, B, 1]` and h `[T, B, H]` to `[d_T, c_T]`. */
function decoder(prefix: string, units: number): Part & { walk(context: LayerContext, y: Tensor, h: Tensor): Tensor } {
  const choose = additiveAttention(`${prefix}.temporal-attention`, 2 * units, units, units);
  const join = denseLayer(`${prefix}.join`, 1 + units, 3, { units: 1, activation: "linear" });
  const cell = recurrentPart(`${prefix}.decoder`, lstm, 1, units);
  return {
    ...together({ choose, join, cell }),
    walk(context, y, h) {
      const { plan, show } = context;
      const ask = choose.over(context, h);
      let states = nothingYet(context, y, units);
      let known: readonly Tensor[] = [];
      plan.repeat("t", y.shape[0]!, (t) => {
        const beta = plan.named("β", ask(ops.concatenate(plan, states)));
        show?.(`${prefix}.alignment`, beta);
        const c = plan.named("c", ops.blend(plan, beta, h));
        const input = join.apply(context, ops.concatenate(plan, [ops.gatherSteps(plan, y, [[t]]), c]));
        const { sequence, final } = cell.walk(partOf(context, { kind: "decoder" }, [[t]]), input, { initial: states });
        states = final;
        known = [plan.named("s", sequence), c];
      });
      return ops.takeStep(plan, ops.concatenate(plan, known), 0);
    },
  };
}

/** The states of an LSTM before it has seen anything: zeros, which nobody fills. */
function nothingYet({ plan }: LayerContext, { shape }: Tensor, units: number): readonly Tensor[] {
  return lstm.states.map(() => plan.input([shape[1]!, units]));
}
