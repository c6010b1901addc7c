import { ops, seed, split } from "@gatecast/engine";
import { addReference } from "../../packages/engine/src/ops/add.ts";
import { concatenateReference } from "../../packages/engine/src/ops/concatenate.ts";
import { flattenTimeReference } from "../../packages/engine/src/ops/flatten-time.ts";
import { geluReference } from "../../packages/engine/src/ops/gelu.ts";
import { layerNormReference } from "../../packages/engine/src/ops/layer-norm.ts";
import { linearReference } from "../../packages/engine/src/ops/linear.ts";
import { multiplyReference } from "../../packages/engine/src/ops/multiply.ts";
import { reluReference } from "../../packages/engine/src/ops/relu.ts";
import { sigmoidReference } from "../../packages/engine/src/ops/sigmoid.ts";
import { takeStepReference } from "../../packages/engine/src/ops/take-step.ts";
import { tanhReference } from "../../packages/engine/src/ops/tanh.ts";
import { KernelMemory } from "../support/kernel-memory.ts";
import type { OpCase } from "../support/op-case.ts";
import { composedCases } from "./op-cases-composed.ts";
import { memoryCases } from "./op-cases-memory.ts";
import { nodeCases } from "./op-cases-nodes.ts";
import { stateSpaceCases } from "./op-cases-state-space.ts";

const SHAPES = [[1], [3], [1, 1], [2, 5], [7, 4], [3, 2, 9], [2, 1, 17], [5, 33]];

const ACTIVATIONS = {
  sigmoid: { build: ops.sigmoid, reference: sigmoidReference },
  tanh: { build: ops.tanh, reference: tanhReference },
  gelu: { build: ops.gelu, reference: geluReference },
  relu: { build: ops.relu, reference: reluReference },
};
const activations = Object.entries(ACTIVATIONS).flatMap(([name, { build, reference }]) =>
  SHAPES.map(
    (shape): OpCase => ({
      name,
      shapes: [shape],
      build: (plan, [x]) => build(plan, x!),
      reference: ([x]) => reference(x!),
    }),
  ),
);

const PAIRS = {
  add: { build: ops.add, reference: addReference },
  multiply: { build: ops.multiply, reference: multiplyReference },
};
const pairs = Object.entries(PAIRS).flatMap(([name, { build, reference }]) =>
  SHAPES.flatMap((shape): OpCase[] => [
    {
      name,
      shapes: [shape, shape],
      build: (plan, [a, b]) => build(plan, a!, b!),
      reference: ([a, b]) => reference(a!, b!),
    },
    {
      name: `${name} of a tensor with itself`,
      shapes: [shape],
      build: (plan, [a]) => build(plan, a!, a!),
      reference: ([a]) => reference(a!, a!),
    },
  ]),
);

const linear = [
  [1, 1, 1],
  [3, 1, 5],
  [4, 5, 1],
  [9, 4, 8],
  [5, 17, 3],
  [2, 33, 9],
  [300, 3, 2],
].flatMap(([rows, I, O]): OpCase[] =>
  [[rows!, I!], ...(rows! % 3 === 0 ? [[3, rows! / 3, I!]] : [])].flatMap((shape) =>
    [false, true].map((sparse) => ({
      name: sparse ? "linear without zeros" : "linear",
      shapes: [shape, [I!, O!], [O!]],
      build: (plan, [x, weight, bias]) => ops.linear(plan, x!, weight!, bias!, sparse),
      reference: ([x, weight, bias]) => linearReference(x!, weight!, bias!),
    })),
  ),
);

const concatenate = [
  { rows: [3], widths: [1, 2] },
  { rows: [2], widths: [5, 4, 3] },
  { rows: [2, 3], widths: [8, 1] },
  { rows: [1], widths: [7] },
].flatMap(({ rows, widths }): OpCase[] => [
  {
    name: "concatenate",
    shapes: widths.map((width) => [...rows, width]),
    build: (plan, parts) => ops.concatenate(plan, parts),
    reference: (parts) => concatenateReference(parts, widths),
  },
  {
    name: "concatenate of a tensor with itself",
    shapes: [[...rows, widths[0]!]],
    build: (plan, [x]) => ops.concatenate(plan, [x!, x!]),
    reference: ([x]) => concatenateReference([x!, x!], [widths[0]!, widths[0]!]),
  },
]);

const flattenTime = [
  [1, 1, 1],
  [4, 3, 1],
  [3, 2, 5],
  [7, 1, 4],
].map(
  ([T, B, F]): OpCase => ({
    name: "flattenTime",
    shapes: [[T!, B!, F!]],
    build: (plan, [x]) => ops.flattenTime(plan, x!),
    reference: ([x]) => flattenTimeReference(x!, T!, B!, F!),
  }),
);

const layerNorm = [
  { shape: [1, 5], groups: 1 },
  { shape: [7, 4], groups: 1 },
  { shape: [3, 2, 9], groups: 1 },
  { shape: [300, 3], groups: 1 },
  { shape: [2, 3, 8], groups: 2 },
  { shape: [5, 36], groups: 3 },
].map(
  ({ shape, groups }): OpCase => ({
    name: "layerNorm",
    shapes: [shape, [shape.at(-1)!], [shape.at(-1)!]],
    build: (plan, [x, gain, bias]) => ops.layerNorm(plan, x!, gain!, bias!, groups),
    reference: ([x, gain, bias]) => layerNormReference(x!, gain!, bias!, groups),
  }),
);

const takeStep = [
  { shape: [1, 1, 1], t: 0 },
  { shape: [4, 3, 1], t: 0 },
  { shape: [3, 2, 5], t: 1 },
  { shape: [7, 1, 4], t: 6 },
  { shape: [3, 2, 5, 3], t: 2 },
].map(
  ({ shape, t }): OpCase => ({
    name: "takeStep",
    shapes: [shape],
    build: (plan, [x]) => ops.takeStep(plan, x!, t),
    reference: ([x]) => takeStepReference(x!, shape[0]!, t),
  }),
);

/** The mask of step 3 for seed 5, drawn by a generator of its own: what dropout must multiply with. */
async function dropoutCases(): Promise<OpCase[]> {
  const memory = await KernelMemory.open();
  const { low, high } = split(seed(5), 3);
  return SHAPES.map((shape): OpCase => {
    const width = shape.at(-1)!;
    const mask = memory.rows(shape.reduce((n, size) => n * size, 1) / width, width, 0);
    memory.kernels.dropoutMask(mask.address, mask.read().length, 0.7, low, high);
    const factors = mask.values();
    return {
      name: "dropout",
      shapes: [shape],
      build: (plan, [x]) => ops.dropout(plan, x!, 0.3, seed(5), { step: 3 }),
      reference: ([x]) => Float64Array.from(x!, (value, i) => value * factors[i]!),
    };
  });
}

/** The same of a mask that each step is given anew. */
async function heldDropoutCases(): Promise<OpCase[]> {
  const memory = await KernelMemory.open();
  const { low, high } = split(seed(5), 3);
  return [
    [1, 1, 1],
    [4, 3, 2],
    [3, 5, 9],
  ].map((shape): OpCase => {
    const [, B, F] = shape as [number, number, number];
    const mask = memory.rows(B, F, 0);
    memory.kernels.dropoutMask(mask.address, mask.read().length, 0.7, low, high);
    const factors = mask.values();
    return {
      name: "heldDropout",
      shapes: [shape],
      build: (plan, [x]) => ops.heldDropout(plan, x!, 0.3, seed(5), { step: 3 }),
      reference: ([x]) => Float64Array.from(x!, (value, i) => value * factors[i % factors.length]!),
    };
  });
}

/** Every operation with a gradient, but the loss, at every shape that it is checked at. */
export const opCases = async (): Promise<readonly OpCase[]> => [
  ...activations,
  ...pairs,
  ...linear,
  ...concatenate,
  ...flattenTime,
  ...layerNorm,
  ...takeStep,
  ...composedCases,
  ...stateSpaceCases,
  ...memoryCases,
  ...nodeCases,
  ...(await dropoutCases()),
  ...(await heldDropoutCases()),
];
