import { elementary, ops, split } from "@gatecast/engine";
import type { Member } from "../family/member.ts";
import { legendreStates } from "../initializers/hippo.ts";
import { normal } from "../initializers/initializers.ts";
import { weights } from "../layers/parts.ts";
import { type Walk, walkingLayer } from "./directions.ts";
import { logSteps, stateSpaceBlock } from "./state-space-block.ts";

/** States of a channel, N; half of the paper's, for windows of tens of rows. Half of them are the others' conjugates. */
const STATES = 32;

/** S4: a block of state spaces that start by remembering the past as Legendre's polynomials. */
export const s4: Member = {
  name: "s4",
  source: "Gu, Goel & Ré 2021, S4-LegS; its start: Gu, Dao, Ermon, Rudra & Ré 2020 (HiPPO)",
  cell: null,
  layer: (prefix, features, options) =>
    walkingLayer(prefix, options, (own) =>
      stateSpaceBlock(own, features, options.units, lowRankSpace(`${own}.space`, options.units)),
    ),
};

/** The state spaces of `units` channels, diagonal but for a product, started as HiPPO-LegS. */
export function lowRankSpace(prefix: string, units: number): Walk {
  const [states, channels] = [[STATES / 2, units], [units]] as const;
  const own = weights(
    prefix,
    {
      ...{ logStep: channels, logDecay: states, frequency: states, lowRankReal: states, lowRankImaginary: states },
      ...{ inputReal: states, inputImaginary: states, outputReal: states, outputImaginary: states, direct: channels },
    },
    (seed) => {
      const { frequency, lowRank, input } = legendreStates(STATES);
      const everywhere = (values: readonly number[]) =>
        values.flatMap((value) => Array.from({ length: units }, () => value));
      const count = (STATES / 2) * units;
      // C is complex and normal with variance 1.
      const drawn = (name: string) => normal(count, split(seed, name)).map((value) => value * Math.SQRT1_2);
      return {
        logStep: logSteps(units, split(seed, "steps")),
        logDecay: new Float64Array(count).fill(elementary.log(0.5)),
        frequency: everywhere(frequency),
        lowRankReal: everywhere(lowRank.map(([re]) => re)),
        lowRankImaginary: everywhere(lowRank.map(([, im]) => im)),
        inputReal: everywhere(input.map(([re]) => re)),
        inputImaginary: everywhere(input.map(([, im]) => im)),
        outputReal: drawn("real"),
        outputImaginary: drawn("imaginary"),
        direct: normal(units, split(seed, "direct")),
      };
    },
  );
  return {
    ...own,
    width: units,
    walk(context, x) {
      const kernel = context.plan.named("K", ops.stateSpaceKernel(context.plan, own.of(context), x.shape[0]!));
      return ops.depthwiseConvolution(context.plan, x, kernel, null);
    },
  };
}
