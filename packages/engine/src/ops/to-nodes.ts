import type { Plan } from "../autodiff/plan.ts";
import { call } from "../notation/term.ts";
import type { Tensor } from "../tensor/tensor.ts";

/**
 * `[T, B, N + E]` → `[T, N, B, 1 + E]`: the first N columns become nodes of a graph, and each is given the other E as well.
 */
export function toNodes(plan: Plan, x: Tensor, N: number): Tensor {
  const { kernels } = plan;
  const [T, B, F] = x.shape as [number, number, number];
  if (!(N >= 1 && N <= F)) throw new RangeError(`toNodes: ${F} columns are no ${N} nodes`);
  const y = plan.output([T, N, B, 1 + F - N], [x]);
  plan.says(y, () => call("nodes", x));
  const use = plan.use(x);
  const dy = plan.gradientOf(y);
  const node = B * y.stride;
  const places = (from: number, visit: (columns: number, nodes: number) => void): void => {
    for (let t = 0; t < T; t++) visit(4 * (t * B + from) * x.stride, 4 * (t * N * node + from * y.stride));
  };
  plan.record({
    rows: B,
    forward(from, to) {
      places(from, (columns, nodes) => {
        const [target, source] = [y.address + nodes, x.address + columns];
        kernels.spreadNodes(target, y.stride, node, source, x.stride, to - from, N, F);
      });
    },
    backward(from, to) {
      if (use === null || !dy.used) return;
      places(from, (columns, nodes) => {
        const [target, slope] = [use.address + columns, dy.address + nodes];
        kernels.spreadNodesGradient(target, x.stride, slope, y.stride, node, to - from, N, F, use.accumulate);
      });
    },
  });
  return y;
}

/** `toNodes` in float64. */
export function toNodesReference(x: ArrayLike<number>, T: number, B: number, N: number): Float64Array {
  const F = x.length / (T * B);
  const I = 1 + F - N;
  return Float64Array.from({ length: T * N * B * I }, (_, i) => {
    const [t, node, b, column] = [
      Math.floor(i / (N * B * I)),
      Math.floor(i / (B * I)) % N,
      Math.floor(i / I) % B,
      i % I,
    ];
    return x[(t * B + b) * F + (column === 0 ? node : N + column - 1)]!;
  });
}
