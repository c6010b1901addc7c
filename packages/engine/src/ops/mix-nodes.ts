import type { Plan } from "../autodiff/plan.ts";
import { rowsOf } from "../autodiff/step.ts";
import { product, symbol } from "../notation/term.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** Weights between nodes, `[N, N]`: row i holds what node i takes of every node. */
export type NodeWeights = readonly (readonly number[])[];

/** y_i = Σ_j W_ij · x_j over the nodes of a graph: x and y `[…, N, B, F]`; W is given, not learnt, and called `name` in equations. */
export function mixNodes(plan: Plan, x: Tensor, weights: NodeWeights, name = "A"): Tensor {
  const { kernels, engine } = plan;
  const [N, B] = x.shape.slice(-3) as [number, number];
  if (weights.length !== N || weights.some((row) => row.length !== N)) {
    throw new RangeError(`mixNodes: ${N} nodes take ${N} rows of ${N} weights`);
  }
  const y = plan.output(x.shape, [x]);
  plan.says(y, () => product(symbol(name), x));
  const use = plan.use(x);
  const dy = plan.gradientOf(y);
  const own = plan.scratch(N * N);
  const transposed = plan.scratch(use === null ? 0 : N * N);
  const node = B * x.stride;
  const groups = x.rows / (N * B);
  plan.record({
    rows: rowsOf(y),
    pack: {
      weights: [],
      run() {
        engine.f32.set(weights.flat(), own.address / 4);
        if (use === null) return;
        const turned = weights.flatMap((_, i) => weights.map((row) => row[i]!));
        engine.f32.set(turned, transposed.address / 4);
      },
    },
    forward(from, to) {
      const [at, count] = [4 * from * x.stride, (to - from) * x.stride];
      kernels.mixNodes(y.address + at, x.address + at, own.address, N, node, groups, count, 0);
    },
    backward(from, to) {
      if (use === null || !dy.used) return;
      const [at, count] = [4 * from * x.stride, (to - from) * x.stride];
      kernels.mixNodes(use.address + at, dy.address + at, transposed.address, N, node, groups, count, use.accumulate);
    },
  });
  return y;
}

/** `mixNodes` in float64; `floats` are the values that a node has of the batch. */
export function mixNodesReference(x: ArrayLike<number>, weights: NodeWeights, floats: number): Float64Array {
  const N = weights.length;
  return Float64Array.from({ length: x.length }, (_, at) => {
    const [graph, i, k] = [Math.floor(at / (N * floats)), Math.floor(at / floats) % N, at % floats];
    return weights[i]!.reduce((sum, weight, j) => sum + weight * x[(graph * N + j) * floats + k]!, 0);
  });
}
