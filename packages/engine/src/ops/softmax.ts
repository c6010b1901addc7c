import type { Plan } from "../autodiff/plan.ts";
import { eachStretch, rowsOf } from "../autodiff/step.ts";
import { exp } from "../elementary/index.ts";
import { call } from "../notation/term.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** y = eˣ / Σ eˣ over the last axis: shares of a whole. The largest is taken off first, so that nothing overflows. */
export function softmax(plan: Plan, x: Tensor): Tensor {
  const { kernels } = plan;
  const { width, stride } = x;
  const y = plan.output(x.shape, [x]);
  plan.says(y, () => call("softmax", x));
  const use = plan.use(x);
  const dy = plan.gradientOf(y);
  plan.record({
    rows: rowsOf(y),
    forward(from, to) {
      eachStretch(y, from, to, (row, rows) => {
        const at = 4 * row * stride;
        const own = y.address + at;
        kernels.lessMaximum(own, x.address + at, rows, width, stride);
        kernels.exp(own, own, rows * stride);
        kernels.overSum(own, rows, width, stride);
      });
    },
    backward(from, to) {
      if (use === null || !dy.used) return;
      eachStretch(y, from, to, (row, rows) => {
        const at = 4 * row * stride;
        kernels.softmaxGradient(use.address + at, y.address + at, dy.address + at, rows, stride, use.accumulate);
      });
    },
  });
  return y;
}

/** `softmax` in float64, of rows of so many values. */
export function softmaxReference(x: ArrayLike<number>, width: number): Float64Array {
  const y = new Float64Array(x.length);
  for (let first = 0; first < x.length; first += width) {
    const row = Float64Array.from({ length: width }, (_, i) => x[first + i]!);
    const most = row.reduce((a, b) => Math.max(a, b));
    const powers = row.map((value) => exp(value - most));
    const sum = powers.reduce((a, b) => a + b);
    y.set(
      powers.map((power) => power / sum),
      first,
    );
  }
  return y;
}
