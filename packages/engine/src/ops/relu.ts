import type { Plan } from "../autodiff/plan.ts";

import type { Tensor } from "../tensor/tensor.ts";
import { activate } from "./activate.ts";

/** y = max(x, 0); the slope at 0 is 0. */
export const relu = (plan: Plan, x: Tensor): Tensor =>
  activate(plan, x, {
    name: "relu",
    forward: (kernels, y, from, floats) => kernels.relu(y, from, floats),
    backward: (kernels, dx, y, dy, floats, accumulate) => kernels.reluGradient(dx, y, dy, floats, accumulate),
    zeroToZero: true,
  });

/** `relu` in float64. */
export const reluReference = (x: ArrayLike<number>): Float64Array =>
  Float64Array.from(x, (value) => Math.max(value, 0));
