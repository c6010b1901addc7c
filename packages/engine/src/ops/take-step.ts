import type { Plan } from "../autodiff/plan.ts";
import { eachStretch } from "../autodiff/step.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** `[T, B, F]` → `[B, F]`: the rows of time `t`. */
export function takeStep(plan: Plan, x: Tensor, t: number): Tensor {
  const { kernels } = plan;
  const [T, B, F] = x.shape as [number, number, number];
  if (!(t >= 0 && t < T)) throw new RangeError(`takeStep: ${T} steps have no step ${t}`);
  const y = plan.output([B, F], [x]);
  const use = plan.use(x);
  const dy = plan.gradientOf(y);
  plan.record({
    rows: B,
    forward(from, to) {
      const [target, source] = [y.address + 4 * from * y.stride, x.address + 4 * (t * B + from) * x.stride];
      kernels.copyRows(target, y.stride, source, x.stride, to - from, x.stride, 0);
    },
    backward(from, to) {
      if (use === null || !dy.used) return;
      if (use.accumulate === 0) {
        eachStretch(x, from, to, (row, rows) => {
          kernels.clear(use.address + 4 * row * x.stride, rows * x.stride);
        });
      }
      const [target, source] = [use.address + 4 * (t * B + from) * x.stride, dy.address + 4 * from * y.stride];
      kernels.copyRows(target, x.stride, source, y.stride, to - from, x.stride, use.accumulate);
    },
  });
  return y;
}

/** `takeStep` in float64, of rows of B · F values a step. */
export const takeStepReference = (x: ArrayLike<number>, T: number, t: number): Float64Array =>
  Float64Array.from({ length: x.length / T }, (_, i) => x[(t * x.length) / T + i]!);
