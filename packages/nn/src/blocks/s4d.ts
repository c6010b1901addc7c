import { elementary, ops, split } from "@gatecast/engine";
import type { Member } from "../family/member.ts";
import { normal } from "../initializers/initializers.ts";
import { weights } from "../layers/parts.ts";
import { type Walk, walkingLayer } from "./directions.ts";
import { logSteps, stateSpaceBlock } from "./state-space-block.ts";

/** Complex states of a channel, N / 2; half of the paper's, for windows of tens of rows. */
const STATES = 16;

/** S4D: a block of diagonal state spaces, which know the whole past of a window by a few states. */
export const s4d: Member = {
  name: "s4d",
  source: "Gu, Gupta, Goel & Ré 2022, S4D-Lin; the block: Gu, Goel & Ré 2021",
  cell: null,
  layer: (prefix, features, options) =>
    walkingLayer(prefix, options, (own) =>
      stateSpaceBlock(own, features, options.units, diagonalSpace(`${own}.space`, options.units)),
    ),
};

/** The diagonal state spaces of `units` channels, started as S4D-Lin. */
export function diagonalSpace(prefix: string, units: number): Walk {
  const poles = [STATES, units] as const;
  const count = STATES * units;
  const own = weights(
    prefix,
    { logStep: [units], logDecay: poles, frequency: poles, real: poles, imaginary: poles, direct: [units] },
    (seed) => ({
      logStep: logSteps(units, split(seed, "steps")),
      logDecay: new Float64Array(count).fill(elementary.log(0.5)),
      frequency: Float64Array.from({ length: count }, (_, i) => Math.PI * Math.floor(i / units)),
      // C is complex and normal with variance 1.
      real: normal(count, split(seed, "real")).map((value) => value * Math.SQRT1_2),
      imaginary: normal(count, split(seed, "imaginary")).map((value) => value * Math.SQRT1_2),
      direct: normal(units, split(seed, "direct")),
    }),
  );
  return { ...own, width: units, walk: (context, x) => ops.diagonalStateSpace(context.plan, x, own.of(context)) };
}
