import type { Plan } from "../autodiff/plan.ts";
import { exp, log } from "../elementary/index.ts";
import { fraction, number, power as raised, sum, total, within } from "../notation/term.ts";
import type { Tensor } from "../tensor/tensor.ts";
import { addedSlope } from "./added-slope.ts";

/** y = x¹⁺ᵖ / Σ x¹⁺ᵖ over the last axis, for x from 0 on: the larger p, the more the large ones get. x `[B, N]`, p `[B, 1]`. */
export function sharpen(plan: Plan, x: Tensor, power: Tensor): Tensor {
  const { kernels } = plan;
  const [B, N] = x.shape as [number, number];
  const y = plan.output(x.shape, [x, power]);
  plan.says(y, () => {
    const more = sum(number(1), power);
    return fraction(raised(x, more), total("i", raised(within(x, "i"), more)));
  });
  const logs = plan.scratch(x.floats);
  const slopes = [addedSlope(plan, power), addedSlope(plan, x)] as const;
  const dy = plan.gradientOf(y);
  const { stride } = x;
  plan.record({
    rows: B,
    forward(from, to) {
      const [at, rows] = [4 * from * stride, to - from];
      const own = y.address + at;
      kernels.powerLogarithms(own, logs.address + at, x.address + at, power.address + 16 * from, rows, N);
      kernels.lessMaximum(own, own, rows, N, stride);
      kernels.exp(own, own, rows * stride);
      kernels.overSum(own, rows, N, stride);
    },
    backward(from, to) {
      if (!dy.used) return;
      for (const slope of slopes) slope.begin(from, to);
      const [at, few] = [4 * from * stride, 16 * from];
      kernels.sharpenGradient(
        slopes[1].address + at,
        slopes[0].address + few,
        dy.address + at,
        y.address + at,
        logs.address + at,
        x.address + at,
        power.address + few,
        to - from,
        N,
      );
    },
  });
  return y;
}

/** `sharpen` in float64. */
export function sharpenReference(x: ArrayLike<number>, power: ArrayLike<number>): Float64Array {
  const N = x.length / power.length;
  const raised = Float64Array.from({ length: x.length }, (_, i) =>
    exp((1 + power[Math.floor(i / N)]!) * log(Math.max(x[i]!, 1e-30))),
  );
  return raised.map((value, i) => {
    const first = i - (i % N);
    return value / raised.subarray(first, first + N).reduce((sum, other) => sum + other, 0);
  });
}
