import type { Plan } from "../autodiff/plan.ts";
import { type Seed, split } from "../random/seed.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { StepCounter } from "./dropout.ts";

/**
 * Draws `[B, F]` factors anew before each forward pass: 0 with probability `rate`, else 1 / (1 − rate). A row is one window's
 * mask for all of its steps. It depends on the seed and the counter alone.
 */
export function heldMask(plan: Plan, shape: readonly [number, number], rate: number, seed: Seed, counter: StepCounter) {
  const mask = plan.input(shape);
  plan.record({
    rows: shape[0],
    begin() {
      const { low, high } = split(seed, counter.step);
      plan.engine.kernels.dropoutMask(mask.address, mask.floats, 1 - rate, low, high);
    },
  });
  return mask;
}

/** Dropout whose mask holds for all steps of a window (Gal & Ghahramani 2016): x `[T, B, F]`, y `[T, B, F]`. */
export function heldDropout(plan: Plan, x: Tensor, rate: number, seed: Seed, counter: StepCounter): Tensor {
  const { kernels } = plan;
  const [T, B, F] = x.shape as [number, number, number];
  const { stride } = x;
  const mask = heldMask(plan, [B, F], rate, seed, counter);
  const y = plan.output(x.shape, [x]);
  const use = plan.use(x);
  const dy = plan.gradientOf(y);
  const eachStep = (from: number, visit: (at: number, held: number) => void): void => {
    for (let t = 0; t < T; t++) visit(4 * (t * B + from) * stride, mask.address + 4 * from * stride);
  };
  plan.record({
    rows: B,
    forward(from, to) {
      eachStep(from, (at, held) => {
        kernels.multiplyElements(y.address + at, x.address + at, held, (to - from) * stride, 0);
      });
    },
    backward(from, to) {
      if (use === null || !dy.used) return;
      eachStep(from, (at, held) => {
        const count = (to - from) * stride;
        kernels.multiplyElements(use.address + at, dy.address + at, held, count, use.accumulate);
      });
    },
  });
  return y;
}
