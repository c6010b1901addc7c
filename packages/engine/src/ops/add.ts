import type { Plan } from "../autodiff/plan.ts";
import { eachStretch, rowsOf } from "../autodiff/step.ts";
import { sum } from "../notation/term.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** y = a + b, of one shape. */
export function add(plan: Plan, a: Tensor, b: Tensor): Tensor {
  const { kernels } = plan;
  const y = plan.output(a.shape, [a, b]);
  plan.says(y, () => sum(a, b));
  const uses = [plan.use(a), plan.use(b)].reverse();
  const dy = plan.gradientOf(y);
  plan.record({
    rows: rowsOf(y),
    forward(from, to) {
      eachStretch(y, from, to, (row, rows) => {
        const at = 4 * row * y.stride;
        kernels.add(y.address + at, a.address + at, b.address + at, rows * y.stride);
      });
    },
    backward(from, to) {
      if (!dy.used) return;
      for (const use of uses) {
        if (use === null) continue;
        eachStretch(y, from, to, (row, rows) => {
          const at = 4 * row * y.stride;
          kernels.scale(use.address + at, dy.address + at, 1, rows * y.stride, use.accumulate);
        });
      }
    },
  });
  return y;
}

/** `add` in float64. */
export const addReference = (a: ArrayLike<number>, b: ArrayLike<number>): Float64Array =>
  Float64Array.from({ length: a.length }, (_, i) => a[i]! + b[i]!);
