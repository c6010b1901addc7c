import type { Plan } from "../autodiff/plan.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** Which error a network is trained on, over targets that are known (not NaN). */
export type LossName =
  /** Mean squared error. */
  | "mse"
  /** Mean absolute error; slope 0 at 0. */
  | "mae"
  /** Huber's loss with delta 1 (Huber 1964): squared up to 1, linear beyond. */
  | "huber";

/** The loss of the last `forward`, in float64. */
export interface LossValue {
  readonly value: number;
}

/**
 * The mean error of predictions `[B, O]` against targets of the same shape, where a target of NaN counts for nothing;
 * 0 where no target is known. The predictions must feed nothing else.
 */
export function loss(plan: Plan, name: LossName, prediction: Tensor, target: Tensor): LossValue {
  const { kernels, engine } = plan;
  const value = plan.scratch(2);
  const use = plan.use(prediction);
  const unwanted = plan.scratch(use === null ? prediction.floats : 0);
  const { rows, width, stride } = prediction;
  plan.record({
    rows,
    // Value and gradient come from one walk; the gradient waits where the backward pass begins.
    end() {
      const gradient = use?.address ?? unwanted.address;
      const at = [value.address, gradient, prediction.address, target.address, rows, width, stride] as const;
      if (name === "mse") kernels.squaredError(...at);
      if (name === "mae") kernels.absoluteError(...at);
      if (name === "huber") kernels.huberError(...at, 1);
    },
  });
  return {
    get value() {
      return engine.f64[value.address / 8]!;
    },
  };
}

/** The losses in float64. */
export function lossReference(name: LossName, prediction: ArrayLike<number>, target: ArrayLike<number>): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < target.length; i++) {
    if (Number.isNaN(target[i]!)) continue;
    const size = Math.abs(prediction[i]! - target[i]!);
    if (name === "mse") sum += size * size;
    if (name === "mae") sum += size;
    if (name === "huber") sum += size <= 1 ? (size * size) / 2 : size - 0.5;
    count++;
  }
  return count === 0 ? 0 : sum / count;
}
