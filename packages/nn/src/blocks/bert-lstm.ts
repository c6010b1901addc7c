import { ops } from "@gatecast/engine";
import { lstm } from "../cells/lstm.ts";
import type { Member } from "../family/member.ts";
import { together } from "../layers/parts.ts";
import { recurrentLayer } from "../layers/recurrent-layer.ts";
import { norm } from "./norm.ts";
import { selfAttention } from "./self-attention.ts";

/**
 * An LSTM from both ends of the window, whatever directions are asked for, and self-attention over what it has seen. It may
 * first learn to fill in steps that are hidden from it: see `MaskedPretraining`.
 */
export const bertLstm: Member = {
  name: "bert-lstm",
  source:
    "Devlin, Chang, Lee & Toutanova 2019 (masked training); Graves & Schmidhuber 2005 (both ends); Vaswani et al. 2017 (heads)",
  cell: null,
  looksAhead: true,
  layer(prefix, features, options) {
    const { units, output, steps } = options;
    const width = 2 * units;
    const both = recurrentLayer(`${prefix}.lstm`, features, {
      ...{ ...options, cell: lstm, output: "sequence", directions: 2, memory: null },
    });
    const attend = selfAttention(`${prefix}.attention`, width, headsOf(width));
    const level = norm(`${prefix}.norm`, width);
    return {
      ...together({ both, attend, level }),
      width,
      rank: output === "last" ? 2 : 3,
      apply(context, x) {
        const { plan } = context;
        const h = plan.named("h", both.apply(context, x));
        const z = level.walk(context, ops.add(plan, h, attend.walk(context, h)));
        return output === "last" ? ops.takeStep(plan, z, steps - 1) : z;
      },
    };
  },
};

/** Four heads where the width is so many equal parts, two where it is not. */
const headsOf = (width: number): number => (width % 4 === 0 ? 4 : 2);
