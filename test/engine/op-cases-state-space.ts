import { ops } from "@gatecast/engine";
import { diagonalStateSpaceReference } from "../../packages/engine/src/ops/diagonal-state-space.ts";
import type { OpCase } from "../support/op-case.ts";

const diagonal = [
  { T: 1, B: 1, H: 1, N: 1 },
  { T: 5, B: 3, H: 2, N: 1 },
  { T: 9, B: 2, H: 5, N: 3 },
  { T: 6, B: 5, H: 9, N: 4 },
].map(({ T, B, H, N }): OpCase => {
  const poles = [N, H];
  const named = <V>([logStep, logDecay, frequency, real, imaginary, direct]: readonly V[]) => ({
    ...{ logStep: logStep!, logDecay: logDecay!, frequency: frequency! },
    ...{ real: real!, imaginary: imaginary!, direct: direct! },
  });
  return {
    name: "diagonalStateSpace",
    shapes: [[T, B, H], [H], poles, poles, poles, poles, [H]],
    build: (plan, [x, ...weights]) => ops.diagonalStateSpace(plan, x!, named(weights)),
    reference: ([x, ...weights]) => diagonalStateSpaceReference(x!, B, named(weights)),
  };
});

/** Operations with a state that goes from step to step. */
export const stateSpaceCases: readonly OpCase[] = [...diagonal];
