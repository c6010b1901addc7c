import { ops } from "@gatecast/engine";
import { depthwiseConvolutionReference } from "../../packages/engine/src/ops/depthwise-convolution.ts";
import { diagonalStateSpaceReference } from "../../packages/engine/src/ops/diagonal-state-space.ts";
import { matrixMemoryReference } from "../../packages/engine/src/ops/matrix-memory.ts";
import { stateSpaceKernelReference } from "../../packages/engine/src/ops/state-space-kernel.ts";
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

const matrixMemory = [
  { T: 1, B: 1, heads: 1, d: 4 },
  { T: 5, B: 3, heads: 1, d: 8 },
  { T: 7, B: 2, heads: 3, d: 4 },
  { T: 4, B: 5, heads: 2, d: 12 },
].map(({ T, B, heads, d }): OpCase => {
  const [rows, gates] = [
    [T, B, heads * d],
    [T, B, heads],
  ];
  return {
    name: "matrixMemory",
    shapes: [rows!, rows!, rows!, gates!, gates!],
    build: (plan, [query, key, value, input, forget]) =>
      ops.matrixMemory(plan, { query: query!, key: key!, value: value!, input: input!, forget: forget! }),
    reference: (inputs) => matrixMemoryReference(inputs, T, B),
  };
});

const depthwise = [
  { shape: [1, 1, 1], K: 1 },
  { shape: [3, 2, 5], K: 1 },
  { shape: [2, 3, 4], K: 4 },
  { shape: [7, 2, 9], K: 4 },
].flatMap(({ shape, K }): OpCase[] => {
  const [, B, F] = shape as [number, number, number];
  return [
    {
      name: "depthwiseConvolution",
      shapes: [shape, [K, F], [F]],
      build: (plan, [x, weight, bias]) => ops.depthwiseConvolution(plan, x!, weight!, bias!),
      reference: ([x, weight, bias]) => depthwiseConvolutionReference(x!, B, weight!, bias!),
    },
    {
      name: "depthwiseConvolution without a bias",
      shapes: [shape, [K, F]],
      build: (plan, [x, weight]) => ops.depthwiseConvolution(plan, x!, weight!, null),
      reference: ([x, weight]) => depthwiseConvolutionReference(x!, B, weight!, new Float64Array(F)),
    },
  ];
});

const LOW_RANK = [
  ...["logStep", "logDecay", "frequency", "lowRankReal", "lowRankImaginary"],
  ...["inputReal", "inputImaginary", "outputReal", "outputImaginary", "direct"],
] as const;

/** A derived weight needs a user: the convolution of a sequence with it. */
const lowRank = [
  { T: 1, B: 1, H: 1, N: 1 },
  { T: 5, B: 3, H: 2, N: 1 },
  { T: 6, B: 2, H: 5, N: 3 },
].map(({ T, B, H, N }): OpCase => {
  const named = <V>(values: readonly V[]) =>
    Object.fromEntries(LOW_RANK.map((name, i) => [name, values[i]!])) as Record<(typeof LOW_RANK)[number], V>;
  const shapes = LOW_RANK.map((name) => (name === "logStep" || name === "direct" ? [H] : [N, H]));
  return {
    name: "stateSpaceKernel",
    shapes: [[T, B, H], ...shapes],
    build: (plan, [x, ...weights]) =>
      ops.depthwiseConvolution(plan, x!, ops.stateSpaceKernel(plan, named(weights) as ops.LowRankWeights, T), null),
    reference: ([x, ...weights]) => {
      const values = named(weights);
      const kernel = stateSpaceKernelReference((part) => values[part], T);
      return depthwiseConvolutionReference(x!, B, kernel, new Float64Array(H));
    },
  };
});

/** Operations that walk through time: states that go from step to step, and taps. */
export const stateSpaceCases: readonly OpCase[] = [...diagonal, ...matrixMemory, ...depthwise, ...lowRank];
