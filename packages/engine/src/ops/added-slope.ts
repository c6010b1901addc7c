import type { Plan } from "../autodiff/plan.ts";
import { eachStretch } from "../autodiff/step.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** Where the gradient of an input is added to. */
export interface AddedSlope {
  readonly address: number;
  /** Makes rows `from … to` of the batch 0 where nothing is there yet; before anything is added. */
  begin(from: number, to: number): void;
}

/**
 * Announces an input whose gradient an operation's kernels add up in place, rather than write at once. Where nobody wants it, it
 * goes where nobody looks.
 */
export function addedSlope(plan: Plan, input: Tensor): AddedSlope {
  const use = plan.use(input);
  const unwanted = plan.scratch(use === null && plan.training ? input.floats : 0);
  return {
    get address() {
      return use?.address ?? unwanted.address;
    },
    begin(from, to) {
      if (use === null || use.accumulate === 1) return;
      eachStretch(input, from, to, (row, rows) => {
        plan.kernels.clear(use.address + 4 * row * input.stride, rows * input.stride);
      });
    },
  };
}
