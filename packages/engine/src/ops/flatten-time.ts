import type { Plan } from "../autodiff/plan.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** `[T, B, F]` → `[B, T · F]`: each window as one row of features, oldest step first. */
export function flattenTime(plan: Plan, x: Tensor): Tensor {
  const { kernels } = plan.engine;
  const [T, B, F] = x.shape as [number, number, number];
  const y = plan.output([B, T * F], [x]);
  const use = plan.use(x);
  const dy = plan.gradientOf(y);
  const stepBytes = 4 * B * x.stride;
  plan.record({
    forward() {
      for (let t = 0; t < T; t++) {
        kernels.copyRagged(y.address + 4 * t * F, y.stride, x.address + t * stepBytes, x.stride, B, F, 0);
      }
    },
    backward() {
      if (use === null || !dy.used) return;
      for (let t = 0; t < T; t++) {
        const from = dy.address + 4 * t * F;
        kernels.copyRagged(use.address + t * stepBytes, x.stride, from, y.stride, B, F, use.accumulate);
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
