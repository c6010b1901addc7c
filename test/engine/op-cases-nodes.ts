import { ops } from "@gatecast/engine";
import { interpolateReference } from "../../packages/engine/src/ops/interpolate.ts";
import { mixNodesReference } from "../../packages/engine/src/ops/mix-nodes.ts";
import { toNodesReference } from "../../packages/engine/src/ops/to-nodes.ts";
import { draws } from "../support/draws.ts";
import type { OpCase } from "../support/op-case.ts";

const toNodes = [
  { shape: [1, 1, 1], N: 1 },
  { shape: [3, 2, 5], N: 5 },
  { shape: [2, 5, 4], N: 1 },
  { shape: [4, 3, 9], N: 6 },
].map(
  ({ shape, N }): OpCase => ({
    name: "toNodes",
    shapes: [shape],
    build: (plan, [x]) => ops.toNodes(plan, x!, N),
    reference: ([x]) => toNodesReference(x!, shape[0]!, shape[1]!, N),
  }),
);

/** A third of all weights is 0, and the first node takes nothing from anybody. */
const weightsOf = (N: number): number[][] => {
  const values = draws(N * N, `graph ${N}`);
  return Array.from({ length: N }, (_, i) =>
    Array.from({ length: N }, (_, j) => (i === 0 || (i + j) % 3 === 2 ? 0 : values[i * N + j]!)),
  );
};

const mixNodes = [
  [1, 2, 3],
  [2, 1, 4],
  [5, 3, 9],
  [2, 4, 3, 5],
  [2, 3, 2, 2, 4],
].map((shape): OpCase => {
  const [N, B, F] = shape.slice(-3) as [number, number, number];
  return {
    name: "mixNodes",
    shapes: [shape],
    build: (plan, [x]) => ops.mixNodes(plan, x!, weightsOf(N)),
    reference: ([x]) => mixNodesReference(x!, weightsOf(N), B * F),
  };
});

const interpolate = [[1], [2, 5], [7, 4], [3, 2, 9]].flatMap((shape): OpCase[] => [
  {
    name: "interpolate",
    shapes: [shape, shape, shape],
    build: (plan, [g, a, b]) => ops.interpolate(plan, g!, a!, b!),
    reference: ([g, a, b]) => interpolateReference(g!, a!, b!),
  },
  {
    name: "interpolate of a tensor with itself",
    shapes: [shape],
    build: (plan, [x]) => ops.interpolate(plan, x!, x!, x!),
    reference: ([x]) => interpolateReference(x!, x!, x!),
  },
]);

/** Operations between the nodes of a graph, and the gate that joins two tensors. */
export const nodeCases: readonly OpCase[] = [...toNodes, ...mixNodes, ...interpolate];
