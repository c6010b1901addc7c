import type { Plan } from "../autodiff/plan.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** y = a ⊙ b, of one shape. */
export function multiply(plan: Plan, a: Tensor, b: Tensor): Tensor {
  const { kernels } = plan.engine;
  const y = plan.output(a.shape, [a, b]);
  const uses = [
    { use: plan.use(a), other: b },
    { use: plan.use(b), other: a },
  ].reverse();
  const dy = plan.gradientOf(y);
  plan.record({
    forward: () => kernels.multiplyElements(y.address, a.address, b.address, y.floats, 0),
    backward() {
      if (!dy.used) return;
      for (const { use, other } of uses) {
        if (use !== null) kernels.multiplyElements(use.address, dy.address, other.address, y.floats, use.accumulate);
      }
    },
  });
  return y;
}

/** `multiply` in float64. */
export const multiplyReference = (a: ArrayLike<number>, b: ArrayLike<number>): Float64Array =>
  Float64Array.from({ length: a.length }, (_, i) => a[i]! * b[i]!);
