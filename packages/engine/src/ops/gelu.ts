import type { Plan } from "../autodiff/plan.ts";
import { eachStretch, rowsOf } from "../autodiff/step.ts";
import { sigmoid } from "../elementary/index.ts";
import { call } from "../notation/term.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** y = x · Φ(x), with ½ (1 + tanh(√(2/π) (x + 0.044715 x³))) for the normal distribution Φ (Hendrycks & Gimpel 2016). */
export function gelu(plan: Plan, x: Tensor): Tensor {
  const { kernels } = plan;
  const y = plan.output(x.shape, [x]);
  plan.says(y, () => call("gelu", x));
  const gate = plan.scratch(x.floats);
  const use = plan.use(x);
  const dy = plan.gradientOf(y);
  plan.record({
    rows: rowsOf(y),
    forward(from, to) {
      eachStretch(y, from, to, (row, rows) => {
        const [at, count] = [4 * row * y.stride, rows * y.stride];
        kernels.geluArgument(gate.address + at, x.address + at, count);
        kernels.sigmoid(gate.address + at, gate.address + at, count);
        kernels.multiplyElements(y.address + at, x.address + at, gate.address + at, count, 0);
      });
    },
    backward(from, to) {
      if (use === null || !dy.used) return;
      eachStretch(y, from, to, (row, rows) => {
        const [at, count] = [4 * row * y.stride, rows * y.stride];
        const [dx, own, slope] = [use.address + at, x.address + at, dy.address + at];
        kernels.geluGradient(dx, own, gate.address + at, slope, count, use.accumulate);
      });
    },
  });
  return y;
}

/** `gelu` in float64: ½ (1 + tanh u) is the sigmoid of 2u. */
export const geluReference = (x: ArrayLike<number>): Float64Array =>
  Float64Array.from(
    x,
    (value) => value * sigmoid(2 * Math.sqrt(2 / Math.PI) * (value + 0.044715 * value * value * value)),
  );
