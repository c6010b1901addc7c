import { ops } from "@gatecast/engine";
import { additiveScoresReference } from "../../packages/engine/src/ops/additive-scores.ts";
import { blendReference } from "../../packages/engine/src/ops/blend.ts";
import { gatherStepsReference } from "../../packages/engine/src/ops/gather-steps.ts";
import { joinStepsReference } from "../../packages/engine/src/ops/join-steps.ts";
import { linearReference } from "../../packages/engine/src/ops/linear.ts";
import { meanStepsReference } from "../../packages/engine/src/ops/mean-steps.ts";
import { scoresReference } from "../../packages/engine/src/ops/scores.ts";
import { softmaxReference } from "../../packages/engine/src/ops/softmax.ts";
import { spreadReference } from "../../packages/engine/src/ops/spread.ts";
import { takeColumnsReference } from "../../packages/engine/src/ops/take-columns.ts";
import { transposeStepsReference } from "../../packages/engine/src/ops/transpose-steps.ts";
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

const SHAPES = [[1], [2, 5], [7, 4], [3, 2, 9], [2, 1, 17]];

const softmax = SHAPES.map(
  (shape): OpCase => ({
    name: "softmax",
    shapes: [shape],
    build: (plan, [x]) => ops.softmax(plan, x!),
    reference: ([x]) => softmaxReference(x!, shape.at(-1)!),
  }),
);

const takeColumns = [
  { shape: [3, 5], first: 1, count: 3 },
  { shape: [2, 3, 4], first: 0, count: 4 },
  { shape: [2, 1, 9], first: 8, count: 1 },
].map(
  ({ shape, first, count }): OpCase => ({
    name: "takeColumns",
    shapes: [shape],
    build: (plan, [x]) => ops.takeColumns(plan, x!, first, count),
    reference: ([x]) => takeColumnsReference(x!, shape.at(-1)!, first, count),
  }),
);

const additiveScores = [
  { T: 1, B: 1, A: 1 },
  { T: 5, B: 3, A: 4 },
  { T: 9, B: 2, A: 7 },
  { T: 3, B: 1, A: 33 },
].flatMap(({ T, B, A }): OpCase[] =>
  [
    [B, A],
    [1, B, A],
  ].map((query) => ({
    name: "additiveScores",
    shapes: [[T, B, A], query, [A]],
    build: (plan, [k, q, v]) => ops.additiveScores(plan, k!, q!, v!),
    reference: ([k, q, v]) => additiveScoresReference(k!, q!, v!, B),
  })),
);

const ATTENTION = [
  { S: 1, T: 1, B: 1, D: 1, heads: 1 },
  { S: 1, T: 7, B: 3, D: 5, heads: 1 },
  { S: 4, T: 6, B: 2, D: 8, heads: 2 },
  { S: 3, T: 5, B: 2, D: 9, heads: 3 },
  { S: 2, T: 9, B: 1, D: 40, heads: 2 },
];
const attention = ATTENTION.flatMap(({ S, T, B, D, heads }): OpCase[] => [
  {
    name: `scores of ${heads} heads`,
    shapes: [
      [S, B, D],
      [T, B, D],
    ],
    build: (plan, [q, k]) => ops.scores(plan, q!, k!, { heads, factor: 0.4 }),
    reference: ([q, k]) => scoresReference(q!, k!, { B, D, heads, factor: 0.4 }),
  },
  {
    name: `blend of ${heads} heads`,
    shapes: [
      [heads * S, B, T],
      [T, B, D],
    ],
    build: (plan, [a, v]) => ops.blend(plan, a!, v!, heads),
    reference: ([a, v]) => blendReference(a!, v!, { T, B, heads }),
  },
]);
/** A sequence that attends to itself uses one tensor three times. */
const selfAttention: OpCase = {
  name: "scores, softmax and blend of one sequence",
  shapes: [[5, 3, 6]],
  build: (plan, [x]) => ops.blend(plan, ops.softmax(plan, ops.scores(plan, x!, x!, { heads: 2 })), x!, 2),
  reference: ([x]) =>
    blendReference(softmaxReference(scoresReference(x!, x!, { B: 3, D: 6, heads: 2 }), 5), x!, {
      T: 5,
      B: 3,
      heads: 2,
    }),
};

const joinSteps: readonly OpCase[] = [
  {
    name: "joinSteps",
    shapes: [
      [2, 3],
      [1, 2, 3],
      [2, 3],
    ],
    build: (plan, steps) => ops.joinSteps(plan, steps),
    reference: joinStepsReference,
  },
  {
    name: "joinSteps of a step with itself",
    shapes: [[3, 4]],
    build: (plan, [x]) => ops.joinSteps(plan, [x!, x!]),
    reference: ([x]) => joinStepsReference([x!, x!]),
  },
];

const transposeSteps = [
  [1, 1, 1],
  [5, 2, 3],
  [2, 3, 9],
].map(
  ([T, B, F]): OpCase => ({
    name: "transposeSteps",
    shapes: [[T!, B!, F!]],
    build: (plan, [x]) => ops.transposeSteps(plan, x!),
    reference: ([x]) => transposeStepsReference(x!, T!, B!, F!),
  }),
);

const meanSteps = [
  { shape: [5, 2, 3], table: [[0], [1, 2], [3, 4]] },
  {
    shape: [4, 3, 4],
    table: [
      [2, 3],
      [1, 2],
    ],
  },
  { shape: [1, 1, 1], table: [[0]] },
].map(
  ({ shape, table }): OpCase => ({
    name: "meanSteps",
    shapes: [shape],
    build: (plan, [x]) => ops.meanSteps(plan, x!, table),
    reference: ([x]) => meanStepsReference(x!, shape[1]!, shape[2]!, table),
  }),
);

const spread = [
  { M: 1, F: 1, B: 1 },
  { M: 3, F: 5, B: 4 },
  { M: 2, F: 8, B: 1 },
].map(
  ({ M, F, B }): OpCase => ({
    name: "spread",
    shapes: [[M, F]],
    build: (plan, [table]) => ops.spread(plan, table!, B),
    reference: ([table]) => spreadReference(table!, F, B),
  }),
);

/** Operations that layers are composed of: sequences made of steps of others, weights made of others, attention. */
export const composedCases: readonly OpCase[] = [
  ...gatherSteps,
  ...weightNorm,
  ...softmax,
  ...takeColumns,
  ...additiveScores,
  ...attention,
  selfAttention,
  ...joinSteps,
  ...transposeSteps,
  ...meanSteps,
  ...spread,
];
