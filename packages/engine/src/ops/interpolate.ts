import type { Plan } from "../autodiff/plan.ts";
import { eachStretch, rowsOf } from "../autodiff/step.ts";
import { complement, elements, sum } from "../notation/term.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** y = g ⊙ a + (1 − g) ⊙ b, all of one shape. */
export function interpolate(plan: Plan, g: Tensor, a: Tensor, b: Tensor): Tensor {
  const { kernels } = plan;
  const y = plan.output(g.shape, [g, a, b]);
  plan.says(y, () => sum(elements(g, a), elements(complement(g), b)));
  const uses = { b: plan.use(b), a: plan.use(a), g: plan.use(g) };
  const dy = plan.gradientOf(y);
  plan.record({
    rows: rowsOf(y),
    forward(from, to) {
      eachStretch(y, from, to, (row, rows) => {
        const [at, count] = [4 * row * y.stride, rows * y.stride];
        kernels.multiplyElements(y.address + at, g.address + at, a.address + at, count, 0);
        kernels.multiplyComplement(y.address + at, b.address + at, g.address + at, count, 1);
      });
    },
    backward(from, to) {
      if (!dy.used) return;
      eachStretch(y, from, to, (row, rows) => {
        const [at, count] = [4 * row * y.stride, rows * y.stride];
        const slope = dy.address + at;
        if (uses.g !== null) {
          const { address, accumulate } = uses.g;
          kernels.multiplyDifference(address + at, slope, a.address + at, b.address + at, count, accumulate);
        }
        if (uses.a !== null) {
          kernels.multiplyElements(uses.a.address + at, slope, g.address + at, count, uses.a.accumulate);
        }
        if (uses.b !== null) {
          kernels.multiplyComplement(uses.b.address + at, slope, g.address + at, count, uses.b.accumulate);
        }
      });
    },
  });
  return y;
}

/** `interpolate` in float64. */
export const interpolateReference = (g: ArrayLike<number>, a: ArrayLike<number>, b: ArrayLike<number>): Float64Array =>
  Float64Array.from({ length: g.length }, (_, i) => g[i]! * a[i]! + (1 - g[i]!) * b[i]!);
