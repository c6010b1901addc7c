import type { Plan } from "../autodiff/plan.ts";
import { eachStretch, rowsOf } from "../autodiff/step.ts";
import type { Tensor } from "../tensor/tensor.ts";

/**
 * Lets gradients begin at `output`, in the place of a loss: `backward` finds the gradients of Σ output ⊙ weights. The weights,
 * a tensor of the same shape that this returns, are to be filled before it; 0 where they are not. The output must feed nothing else.
 */
export function startGradient(plan: Plan, output: Tensor): Tensor {
  const { kernels } = plan;
  const weights = plan.input(output.shape);
  const use = plan.use(output);
  plan.record({
    rows: rowsOf(output),
    backward(from, to) {
      if (use === null) return;
      eachStretch(output, from, to, (row, rows) => {
        const at = 4 * row * output.stride;
        kernels.scale(use.address + at, weights.address + at, 1, rows * output.stride, use.accumulate);
      });
    },
  });
  return weights;
}
