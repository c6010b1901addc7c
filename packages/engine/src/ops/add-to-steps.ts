import type { Plan } from "../autodiff/plan.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** y = x + row at every step: x `[T, B, F]`, row `[B, F]` or `[1, B, F]`; y `[T, B, F]`. */
export function addToSteps(plan: Plan, x: Tensor, row: Tensor): Tensor {
  const { kernels } = plan;
  const [T, B] = x.shape as [number, number];
  const { stride } = x;
  const y = plan.output(x.shape, [x, row]);
  const uses = { row: plan.use(row), x: plan.use(x) };
  const dy = plan.gradientOf(y);
  plan.record({
    rows: B,
    forward(from, to) {
      for (let t = 0; t < T; t++) {
        const at = 4 * (t * B + from) * stride;
        kernels.add(y.address + at, x.address + at, row.address + 4 * from * stride, (to - from) * stride);
      }
    },
    backward(from, to) {
      if (!dy.used) return;
      const count = (to - from) * stride;
      for (let t = 0; t < T && uses.x !== null; t++) {
        const at = 4 * (t * B + from) * stride;
        kernels.scale(uses.x.address + at, dy.address + at, 1, count, uses.x.accumulate);
      }
      if (uses.row === null) return;
      const at = 4 * from * stride;
      // All rows of a step as one long row: their sum over time is a sum of columns.
      kernels.columnSum(uses.row.address + at, dy.address + at, B * stride, T, count, uses.row.accumulate);
    },
  });
  return y;
}

/** `addToSteps` in float64. */
export const addToStepsReference = (x: ArrayLike<number>, row: ArrayLike<number>): Float64Array =>
  Float64Array.from({ length: x.length }, (_, i) => x[i]! + row[i % row.length]!);
