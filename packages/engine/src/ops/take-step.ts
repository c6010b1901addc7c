import type { Plan } from "../autodiff/plan.ts";
import { eachStretch, rowsOf } from "../autodiff/step.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** `[T, …, B, F]` → `[…, B, F]`: the rows of time `t`, or of a node, where equations are to call the first axis that. */
export function takeStep(plan: Plan, x: Tensor, t: number, axis: "step" | "node" = "step"): Tensor {
  const { kernels } = plan;
  const [T, ...shape] = x.shape as [number, ...number[]];
  if (!(t >= 0 && t < T)) throw new RangeError(`takeStep: ${T} steps have no step ${t}`);
  const y = plan.output(shape, [x]);
  plan.says(y, () => ({ kind: "step", of: [x], step: t, axis }));
  const use = plan.use(x);
  const dy = plan.gradientOf(y);
  const { stride } = x;
  const start = 4 * t * y.floats;
  plan.record({
    rows: rowsOf(y),
    forward(from, to) {
      eachStretch(y, from, to, (row, rows) => {
        const at = 4 * row * stride;
        kernels.copyRows(y.address + at, stride, x.address + start + at, stride, rows, stride, 0);
      });
    },
    backward(from, to) {
      if (use === null || !dy.used) return;
      if (use.accumulate === 0) {
        eachStretch(x, from, to, (row, rows) => {
          kernels.clear(use.address + 4 * row * stride, rows * stride);
        });
      }
      eachStretch(y, from, to, (row, rows) => {
        const at = 4 * row * stride;
        kernels.copyRows(use.address + start + at, stride, dy.address + at, stride, rows, stride, use.accumulate);
      });
    },
  });
  return y;
}

/** `takeStep` in float64, of rows of B · F values a step. */
export const takeStepReference = (x: ArrayLike<number>, T: number, t: number): Float64Array =>
  Float64Array.from({ length: x.length / T }, (_, i) => x[(t * x.length) / T + i]!);
