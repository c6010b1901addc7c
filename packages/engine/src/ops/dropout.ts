import type { Plan } from "../autodiff/plan.ts";
import { eachStretch, rowsOf } from "../autodiff/step.ts";
import { type Seed, split } from "../random/seed.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** Counts steps, so that each draws its own masks and a resumed run draws the same ones again. */
export interface StepCounter {
  step: number;
}

/**
 * Sets each value to zero with probability `rate` and scales the rest by 1 / (1 − rate) (Srivastava et al. 2014). The mask
 * depends on the seed and the counter alone.
 */
export function dropout(plan: Plan, x: Tensor, rate: number, seed: Seed, counter: StepCounter): Tensor {
  if (rate === 0) return x;
  const { kernels } = plan;
  const y = plan.output(x.shape, [x]);
  const mask = plan.scratch(x.floats);
  const use = plan.use(x);
  const dy = plan.gradientOf(y);
  plan.record({
    rows: rowsOf(y),
    begin() {
      const { low, high } = split(seed, counter.step);
      plan.engine.kernels.dropoutMask(mask.address, x.floats, 1 - rate, low, high);
    },
    forward(from, to) {
      eachStretch(y, from, to, (row, rows) => {
        const at = 4 * row * y.stride;
        kernels.multiplyElements(y.address + at, x.address + at, mask.address + at, rows * y.stride, 0);
      });
    },
    backward(from, to) {
      if (use === null || !dy.used) return;
      eachStretch(y, from, to, (row, rows) => {
        const at = 4 * row * y.stride;
        const [dx, count] = [use.address + at, rows * y.stride];
        kernels.multiplyElements(dx, dy.address + at, mask.address + at, count, use.accumulate);
      });
    },
  });
  return y;
}
