import type { Plan } from "../autodiff/plan.ts";
import { tanh as exact } from "../elementary/index.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { activate } from "./activate.ts";

/** y = tanh x */
export const tanh = (plan: Plan, x: Tensor): Tensor =>
  activate(plan, x, {
    name: "tanh",
    forward: (kernels, y, from, floats) => kernels.tanh(y, from, floats),
    backward: (kernels, dx, y, dy, floats, accumulate) => kernels.tanhGradient(dx, y, dy, floats, accumulate),
    zeroToZero: true,
  });

/** `tanh` in float64. */
export const tanhReference = (x: ArrayLike<number>): Float64Array => Float64Array.from(x, exact);
