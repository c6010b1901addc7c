import type { Plan } from "../autodiff/plan.ts";
import { rowStride, type Tensor } from "../tensor/tensor.ts";

/** A weight `[I, O]` packed for products with rows of I (`forward`) or of O (`backward`): once a plan, however many use it. */
export function packedWeight(plan: Plan, weight: Tensor, direction: "forward" | "backward"): Tensor {
  const { kernels } = plan;
  const [I, O] = weight.shape as [number, number];
  const { stride } = weight;
  return plan.shared(weight, `packed ${direction}`, () => {
    const [rows, columns] = direction === "forward" ? [I, stride] : [O, rowStride(I)];
    const panels = plan.scratch(rows * Math.ceil(columns / 8) * 8);
    const run = () => {
      if (direction === "forward") kernels.pack(panels.address, weight.address, stride, rows, columns);
      else kernels.packTransposed(panels.address, weight.address, stride, rows, I);
    };
    plan.record({ rows: 1, pack: { weights: [weight], run } });
    return panels;
  });
}
