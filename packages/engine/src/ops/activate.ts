import type { Plan } from "../autodiff/plan.ts";
import { eachStretch, rowsOf } from "../autodiff/step.ts";
import type { Flag, Kernels } from "../memory/kernels.ts";
import { call } from "../notation/term.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** What one activation is: its kernels, forward and backward, and whether it takes 0 to 0 (padding must stay zero). */
export interface ActivationKernels {
  readonly name: string;
  readonly forward: (kernels: Kernels, y: number, x: number, floats: number) => void;
  readonly backward: (kernels: Kernels, dx: number, y: number, dy: number, floats: number, accumulate: Flag) => void;
  readonly zeroToZero: boolean;
}

/** An elementwise function as an operation; each activation is one line on top of this. */
export function activate(plan: Plan, x: Tensor, activation: ActivationKernels): Tensor {
  const { kernels } = plan;
  const y = plan.output(x.shape, [x]);
  plan.says(y, () => call(activation.name, x));
  const use = plan.use(x);
  const dy = plan.gradientOf(y);
  plan.record({
    rows: rowsOf(y),
    forward(from, to) {
      eachStretch(y, from, to, (row, rows) => {
        const at = 4 * row * y.stride;
        activation.forward(kernels, y.address + at, x.address + at, rows * y.stride);
        if (!activation.zeroToZero && y.width < y.stride) {
          kernels.clearPadding(y.address + at, rows, y.width, y.stride);
        }
      });
    },
    backward(from, to) {
      if (use === null || !dy.used) return;
      eachStretch(y, from, to, (row, rows) => {
        const at = 4 * row * y.stride;
        const [dx, count] = [use.address + at, rows * y.stride];
        activation.backward(kernels, dx, y.address + at, dy.address + at, count, use.accumulate);
      });
    },
  });
  return y;
}
