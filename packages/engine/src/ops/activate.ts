import type { Plan } from "../autodiff/plan.ts";
import type { Flag, Kernels } from "../memory/kernels.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** What one activation is: its kernels, forward and backward, and whether it takes 0 to 0 (padding must stay zero). */
export interface ActivationKernels {
  readonly forward: (kernels: Kernels, y: number, x: number, floats: number) => void;
  readonly backward: (kernels: Kernels, dx: number, y: number, dy: number, floats: number, accumulate: Flag) => void;
  readonly zeroToZero: boolean;
}

/** An elementwise function as an operation; each activation is one line on top of this. */
export function activate(plan: Plan, x: Tensor, activation: ActivationKernels): Tensor {
  const { kernels } = plan.engine;
  const y = plan.output(x.shape, [x]);
  const use = plan.use(x);
  const dy = plan.gradientOf(y);
  plan.record({
    forward() {
      activation.forward(kernels, y.address, x.address, y.floats);
      if (!activation.zeroToZero && y.width < y.stride) kernels.clearPadding(y.address, y.rows, y.width, y.stride);
    },
    backward() {
      if (use === null || !dy.used) return;
      activation.backward(kernels, use.address, y.address, dy.address, y.floats, use.accumulate);
    },
  });
  return y;
}
