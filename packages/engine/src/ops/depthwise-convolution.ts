import type { Plan } from "../autodiff/plan.ts";
import { columnsOf } from "../autodiff/step.ts";
import { convolution, elements, sum } from "../notation/term.ts";
import type { Tensor } from "../tensor/tensor.ts";

/**
 * y_t = Σ_j w_j ⊙ x_{t−j} + b in every column by itself, x being 0 before its start: x and y `[T, B, F]`, w `[K, F]`, the tap
 * of the step itself first, b `[F]` or none. With one tap it is a factor for every column.
 */
export function depthwiseConvolution(plan: Plan, x: Tensor, weight: Tensor, bias: Tensor | null): Tensor {
  const { kernels } = plan;
  const [T, B] = x.shape as [number, number];
  const { stride } = x;
  const taps = Math.min(weight.rows, T);
  const y = plan.output(x.shape, [x, weight, ...(bias === null ? [] : [bias])]);
  const says = () => (weight.rows === 1 ? elements(weight, x) : convolution(weight, x));
  plan.says(y, () => (bias === null ? says() : sum(says(), bias)));
  const uses = { bias: bias === null ? null : plan.use(bias), weight: plan.use(weight), x: plan.use(x) };
  const dy = plan.gradientOf(y);
  const at = (t: number, row: number) => 4 * (t * B + row) * stride;
  /** Calls `visit` with the first row and how many there are of steps `from … T`: at once where the whole batch is asked for. */
  const eachStep = (start: number, from: number, to: number, visit: (place: number, rows: number) => void): void => {
    if (to - from === B) visit(at(start, 0), (T - start) * B);
    else for (let t = start; t < T; t++) visit(at(t, from), to - from);
  };
  plan.record({
    rows: B,
    forward(from, to) {
      for (let j = 0; j < taps; j++) {
        const factors = weight.address + 4 * j * stride;
        const start = j === 0 ? (bias?.address ?? 0) : 0;
        eachStep(j, from, to, (place, rows) => {
          const source = x.address + place - at(j, 0);
          kernels.scaleColumns(y.address + place, source, factors, start, rows, stride, j === 0 ? 0 : 1);
        });
      }
    },
    backward(from, to) {
      if (uses.x === null || !dy.used) return;
      const { address, accumulate } = uses.x;
      for (let j = 0; j < taps; j++) {
        const factors = weight.address + 4 * j * stride;
        eachStep(j, from, to, (place, rows) => {
          const target = address + place - at(j, 0);
          kernels.scaleColumns(target, dy.address + place, factors, 0, rows, stride, j === 0 ? accumulate : 1);
        });
      }
    },
    weightGradients(part, parts) {
      const { first, count } = columnsOf(stride, part, parts);
      if (!dy.used || count === 0) return;
      const column = 4 * first;
      if (uses.weight !== null) {
        const { address, accumulate } = uses.weight;
        for (let j = 0; j < weight.rows; j++) {
          const rows = Math.max(0, T - j) * B;
          const [target, slope] = [address + 4 * j * stride + column, dy.address + at(Math.min(j, T), 0) + column];
          kernels.columnProducts(target, slope, x.address + column, stride, rows, count, accumulate);
        }
      }
      if (uses.bias !== null) {
        const { address, accumulate } = uses.bias;
        kernels.columnSum(address + column, dy.address + column, stride, y.rows, count, accumulate);
      }
    },
  });
  return y;
}

/** `depthwiseConvolution` in float64; `bias` is as long as a row is wide. */
export function depthwiseConvolutionReference(
  x: ArrayLike<number>,
  B: number,
  weight: ArrayLike<number>,
  bias: ArrayLike<number>,
): Float64Array {
  const F = bias.length;
  const step = B * F;
  return Float64Array.from({ length: x.length }, (_, i) => {
    let sum = bias[i % F]!;
    for (let j = 0; j < weight.length / F && j * step <= i; j++) sum += weight[j * F + (i % F)]! * x[i - j * step]!;
    return sum;
  });
}
