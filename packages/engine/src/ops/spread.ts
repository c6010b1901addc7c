import type { Plan } from "../autodiff/plan.ts";
import { columnsOf } from "../autodiff/step.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** A table of weights given to every window alike: row m of `[M, F]` as step m of `[M, B, F]`. */
export function spread(plan: Plan, table: Tensor, B: number): Tensor {
  const { kernels } = plan;
  const [M, F] = table.shape as [number, number];
  const { stride } = table;
  const y = plan.output([M, B, F], [table]);
  plan.says(y, () => table);
  const use = plan.use(table);
  const dy = plan.gradientOf(y);
  plan.record({
    rows: B,
    forward(from, to) {
      for (let m = 0; m < M; m++) {
        const target = y.address + 4 * (m * B + from) * stride;
        kernels.spreadRow(target, stride, table.address + 4 * m * stride, to - from, stride);
      }
    },
    weightGradients(part, parts) {
      const { first, count } = columnsOf(stride, part, parts);
      if (use === null || !dy.used || count === 0) return;
      for (let m = 0; m < M; m++) {
        const [to, from] = [use.address + 4 * (m * stride + first), dy.address + 4 * (m * B * stride + first)];
        kernels.columnSum(to, from, stride, B, count, use.accumulate);
      }
    },
  });
  return y;
}

/** `spread` in float64, of rows of F values. */
export const spreadReference = (table: ArrayLike<number>, F: number, B: number): Float64Array =>
  Float64Array.from({ length: table.length * B }, (_, i) => table[Math.floor(i / (B * F)) * F + (i % F)]!);
