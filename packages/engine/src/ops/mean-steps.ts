import type { Plan } from "../autodiff/plan.ts";
import type { Tensor } from "../tensor/tensor.ts";
import type { StepTable } from "./gather-steps.ts";

/** A coarser sequence: step m is the mean of the steps of x that row m of `table` names. x `[T, B, F]`, y `[M, B, F]`. */
export function meanSteps(plan: Plan, x: Tensor, table: StepTable): Tensor {
  const { kernels } = plan;
  const [T, B, F] = x.shape as [number, number, number];
  const { stride } = x;
  const y = plan.output([table.length, B, F], [x]);
  plan.says(y, () => ({ kind: "means", of: [x], table }));
  const use = plan.use(x);
  const dy = plan.gradientOf(y);
  const byTime = Array.from({ length: T }, (): { m: number; share: number }[] => []);
  table.forEach((steps, m) => {
    for (const t of steps) byTime[t]!.push({ m, share: 1 / steps.length });
  });
  plan.record({
    rows: B,
    forward(from, to) {
      table.forEach((steps, m) => {
        steps.forEach((t, i) => {
          const [target, source] = [y.address + 4 * (m * B + from) * stride, x.address + 4 * (t * B + from) * stride];
          kernels.scale(target, source, 1 / steps.length, (to - from) * stride, i === 0 ? 0 : 1);
        });
      });
    },
    backward(from, to) {
      if (use === null || !dy.used) return;
      byTime.forEach((takers, t) => {
        const target = use.address + 4 * (t * B + from) * stride;
        const count = (to - from) * stride;
        if (takers.length === 0 && use.accumulate === 0) kernels.clear(target, count);
        takers.forEach(({ m, share }, i) => {
          const source = dy.address + 4 * (m * B + from) * stride;
          kernels.scale(target, source, share, count, i === 0 ? use.accumulate : 1);
        });
      });
    },
  });
  return y;
}

/** `meanSteps` in float64. */
export function meanStepsReference(x: ArrayLike<number>, B: number, F: number, table: StepTable): Float64Array {
  return Float64Array.from({ length: table.length * B * F }, (_, i) => {
    const steps = table[Math.floor(i / (B * F))]!;
    return steps.reduce((sum, t) => sum + x[t * B * F + (i % (B * F))]!, 0) / steps.length;
  });
}
