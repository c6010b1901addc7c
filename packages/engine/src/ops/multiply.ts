import type { Plan } from "../autodiff/plan.ts";
import { eachStretch, rowsOf } from "../autodiff/step.ts";
import { elements } from "../notation/term.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** y = a ⊙ b, of one shape. */
export function multiply(plan: Plan, a: Tensor, b: Tensor): Tensor {
  const { kernels } = plan;
  const y = plan.output(a.shape, [a, b]);
  plan.says(y, () => elements(a, b));
  const uses = [
    { use: plan.use(a), other: b },
    { use: plan.use(b), other: a },
  ].reverse();
  const dy = plan.gradientOf(y);
  plan.record({
    rows: rowsOf(y),
    forward(from, to) {
      eachStretch(y, from, to, (row, rows) => {
        const at = 4 * row * y.stride;
        kernels.multiplyElements(y.address + at, a.address + at, b.address + at, rows * y.stride, 0);
      });
    },
    backward(from, to) {
      if (!dy.used) return;
      for (const { use, other } of uses) {
        if (use === null) continue;
        eachStretch(y, from, to, (row, rows) => {
          const at = 4 * row * y.stride;
          const [dx, count] = [use.address + at, rows * y.stride];
          kernels.multiplyElements(dx, dy.address + at, other.address + at, count, use.accumulate);
        });
      }
    },
  });
  return y;
}

/** `multiply` in float64. */
export const multiplyReference = (a: ArrayLike<number>, b: ArrayLike<number>): Float64Array =>
  Float64Array.from({ length: a.length }, (_, i) => a[i]! * b[i]!);
