import type { Plan } from "../autodiff/plan.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** y = a + b, of one shape. */
export function add(plan: Plan, a: Tensor, b: Tensor): Tensor {
  const { kernels } = plan.engine;
  const y = plan.output(a.shape, [a, b]);
  const uses = [plan.use(a), plan.use(b)].reverse();
  const dy = plan.gradientOf(y);
  plan.record({
    forward: () => kernels.add(y.address, a.address, b.address, y.floats),
    backward() {
      if (!dy.used) return;
      for (const use of uses) {
        if (use !== null) kernels.scale(use.address, dy.address, 1, y.floats, use.accumulate);
      }
    },
  });
  return y;
}

/** `add` in float64. */
export const addReference = (a: ArrayLike<number>, b: ArrayLike<number>): Float64Array =>
  Float64Array.from({ length: a.length }, (_, i) => a[i]! + b[i]!);
