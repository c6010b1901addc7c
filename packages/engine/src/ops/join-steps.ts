import type { Plan } from "../autodiff/plan.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** Steps one behind the other: T tensors `[B, F]` or `[1, B, F]` as one sequence `[T, B, F]`. */
export function joinSteps(plan: Plan, steps: readonly Tensor[]): Tensor {
  const { kernels } = plan;
  const [B, F] = steps[0]!.shape.slice(-2) as [number, number];
  const y = plan.output([steps.length, B, F], steps);
  plan.says(y, () => ({ kind: "series", of: steps }));
  const { stride } = y;
  const uses = steps.map((step) => plan.use(step));
  const dy = plan.gradientOf(y);
  plan.record({
    rows: B,
    forward(from, to) {
      steps.forEach((step, t) => {
        const target = y.address + 4 * (t * B + from) * stride;
        kernels.copyRows(target, stride, step.address + 4 * from * stride, stride, to - from, stride, 0);
      });
    },
    backward(from, to) {
      if (!dy.used) return;
      for (let t = steps.length - 1; t >= 0; t--) {
        const use = uses[t]!;
        if (use === null) continue;
        const source = dy.address + 4 * (t * B + from) * stride;
        const target = use.address + 4 * from * stride;
        kernels.copyRows(target, stride, source, stride, to - from, stride, use.accumulate);
      }
    },
  });
  return y;
}

/** `joinSteps` in float64. */
export const joinStepsReference = (steps: readonly ArrayLike<number>[]): Float64Array =>
  Float64Array.from(steps.flatMap((step) => Array.from(step)));
