import type { Plan } from "../autodiff/plan.ts";
import { eachStretch, rowsOf } from "../autodiff/step.ts";
import { exp, log1p } from "../elementary/index.ts";
import { call } from "../notation/term.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** y = log(1 + eˣ), which is above 0 and nearly x where x is large. */
export function softplus(plan: Plan, x: Tensor): Tensor {
  const { kernels } = plan;
  const y = plan.output(x.shape, [x]);
  plan.says(y, () => call("softplus", x));
  const slope = plan.scratch(x.floats);
  const use = plan.use(x);
  const dy = plan.gradientOf(y);
  plan.record({
    rows: rowsOf(y),
    forward(from, to) {
      eachStretch(y, from, to, (row, rows) => {
        const [at, count] = [4 * row * y.stride, rows * y.stride];
        const own = y.address + at;
        kernels.scale(own, x.address + at, -1, count, 0);
        kernels.logSigmoid(own, own, count);
        kernels.scale(own, own, -1, count, 0);
        if (y.width < y.stride) kernels.clearPadding(own, rows, y.width, y.stride);
      });
    },
    backward(from, to) {
      if (use === null || !dy.used) return;
      eachStretch(y, from, to, (row, rows) => {
        const [at, count] = [4 * row * y.stride, rows * y.stride];
        kernels.sigmoid(slope.address + at, x.address + at, count);
        kernels.multiplyElements(use.address + at, dy.address + at, slope.address + at, count, use.accumulate);
      });
    },
  });
  return y;
}

/** `softplus` in float64. */
export const softplusReference = (x: ArrayLike<number>): Float64Array =>
  Float64Array.from(x, (value) => Math.max(value, 0) + log1p(exp(-Math.abs(value))));
