import { ops } from "@gatecast/engine";
import { gatherStepsReference } from "../../packages/engine/src/ops/gather-steps.ts";
import { linearReference } from "../../packages/engine/src/ops/linear.ts";
import { weightNormReference } from "../../packages/engine/src/ops/weight-norm.ts";
import type { OpCase } from "../support/op-case.ts";

const gatherSteps = [
  { name: "one step again and again", shape: [2, 3, 5], table: [[1], [1], [0]] },
  { name: "taps with zeros before the start", shape: [4, 2, 3], table: [0, 1, 2, 3].map((t) => [t - 2, t]) },
  {
    name: "segments of whole vectors",
    shape: [6, 3, 4],
    table: [
      [0, 1, 2],
      [3, 4, 5],
    ],
  },
  { name: "a step left out, another reversed", shape: [3, 1, 1], table: [[2], [0]] },
].map(
  ({ name, shape, table }): OpCase => ({
    name: `gatherSteps (${name})`,
    shapes: [shape],
    build: (plan, [x]) => ops.gatherSteps(plan, x!, table),
    reference: ([x]) => gatherStepsReference(x!, shape[1]!, shape[2]!, table),
  }),
);

const weightNorm = [
  [2, 3],
  [1, 4],
  [5, 1],
  [9, 17],
].flatMap(([I, O]): OpCase[] => [
  {
    name: "weightNorm",
    shapes: [[I!, O!], [O!]],
    build: (plan, [v, g]) => ops.weightNorm(plan, v!, g!),
    reference: ([v, g]) => weightNormReference(v!, g!),
  },
  {
    name: "linear without a bias, its weight a direction and a length",
    shapes: [[3, 2, I!], [I!, O!], [O!]],
    build: (plan, [x, v, g]) => ops.linear(plan, x!, ops.weightNorm(plan, v!, g!), null),
    reference: ([x, v, g]) => linearReference(x!, weightNormReference(v!, g!), new Float64Array(O!)),
  },
]);

/** Operations that layers are composed of: sequences made of steps of others, weights made of others, attention. */
export const composedCases: readonly OpCase[] = [...gatherSteps, ...weightNorm];
