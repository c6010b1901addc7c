import type { Plan } from "../autodiff/plan.ts";
import { sigmoid as exact } from "../elementary/index.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { activate } from "./activate.ts";

/** y = 1 / (1 + e⁻ˣ) */
export const sigmoid = (plan: Plan, x: Tensor): Tensor =>
  activate(plan, x, {
    name: "sigmoid",
    forward: (kernels, y, from, floats) => kernels.sigmoid(y, from, floats),
    backward: (kernels, dx, y, dy, floats, accumulate) => kernels.sigmoidGradient(dx, y, dy, floats, accumulate),
    zeroToZero: false,
  });

/** `sigmoid` in float64. */
export const sigmoidReference = (x: ArrayLike<number>): Float64Array => Float64Array.from(x, exact);
