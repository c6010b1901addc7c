import type { Plan } from "../autodiff/plan.ts";
import { at, join, symbol } from "../notation/term.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** `[T, B, F]` → `[B, T · F]`: each window as one row of features, oldest step first. */
export function flattenTime(plan: Plan, x: Tensor): Tensor {
  const { kernels } = plan;
  const [T, B, F] = x.shape as [number, number, number];
  const y = plan.output([B, T * F], [x]);
  plan.says(y, () => join(at(x, "1"), symbol("…"), at(x, String(T))));
  const use = plan.use(x);
  const dy = plan.gradientOf(y);
  const stepBytes = 4 * B * x.stride;
  plan.record({
    rows: B,
    forward(from, to) {
      for (let t = 0; t < T; t++) {
        const target = y.address + 4 * (from * y.stride + t * F);
        const source = x.address + t * stepBytes + 4 * from * x.stride;
        kernels.copyRagged(target, y.stride, source, x.stride, to - from, F, 0);
      }
    },
    backward(from, to) {
      if (use === null || !dy.used) return;
      for (let t = 0; t < T; t++) {
        const target = use.address + t * stepBytes + 4 * from * x.stride;
        const source = dy.address + 4 * (from * y.stride + t * F);
        kernels.copyRagged(target, x.stride, source, y.stride, to - from, F, use.accumulate);
      }
    },
  });
  return y;
}

/** `flattenTime` in float64. */
export function flattenTimeReference(x: ArrayLike<number>, T: number, B: number, F: number): Float64Array {
  return Float64Array.from({ length: T * B * F }, (_, i) => {
    const b = Math.floor(i / (T * F));
    const t = Math.floor(i / F) % T;
    return x[(t * B + b) * F + (i % F)]!;
  });
}
