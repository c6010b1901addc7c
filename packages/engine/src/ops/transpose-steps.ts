import type { Plan } from "../autodiff/plan.ts";
import { transposed } from "../notation/term.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** Every column as a row of its values over time: x `[T, B, F]`, y `[F, B, T]`. */
export function transposeSteps(plan: Plan, x: Tensor): Tensor {
  const { kernels } = plan;
  const [T, B, F] = x.shape as [number, number, number];
  const y = plan.output([F, B, T], [x]);
  plan.says(y, () => transposed(x));
  const use = plan.use(x);
  const dy = plan.gradientOf(y);
  /** Calls `visit` with where column f of step t begins, in x and in y, in floats. */
  const each = (from: number, visit: (inX: number, inY: number) => void): void => {
    for (let t = 0; t < T; t++) {
      for (let f = 0; f < F; f++) visit((t * B + from) * x.stride + f, (f * B + from) * y.stride + t);
    }
  };
  plan.record({
    rows: B,
    forward(from, to) {
      each(from, (inX, inY) => {
        kernels.copyRagged(y.address + 4 * inY, y.stride, x.address + 4 * inX, x.stride, to - from, 1, 0);
      });
    },
    backward(from, to) {
      if (use === null || !dy.used) return;
      each(from, (inX, inY) => {
        const [target, source] = [use.address + 4 * inX, dy.address + 4 * inY];
        kernels.copyRagged(target, x.stride, source, y.stride, to - from, 1, use.accumulate);
      });
    },
  });
  return y;
}

/** `transposeSteps` in float64. */
export const transposeStepsReference = (x: ArrayLike<number>, T: number, B: number, F: number): Float64Array =>
  Float64Array.from({ length: T * B * F }, (_, i) => {
    const [t, b, f] = [i % T, Math.floor(i / T) % B, Math.floor(i / T / B)];
    return x[(t * B + b) * F + f]!;
  });
