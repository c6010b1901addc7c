import type { Plan } from "../autodiff/plan.ts";
import { eachStretch, rowsOf } from "../autodiff/step.ts";
import { within } from "../notation/term.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** Columns `first` to `first + count` of the last axis: x `[…, F]`, y `[…, count]`. */
export function takeColumns(plan: Plan, x: Tensor, first: number, count: number): Tensor {
  const { kernels } = plan;
  if (first < 0 || first + count > x.width)
    throw new RangeError(`takeColumns: no columns ${first} to ${first + count}`);
  const y = plan.output([...x.shape.slice(0, -1), count], [x]);
  plan.says(y, () => (count === x.width ? x : within(x, columnsNamed(first, count, x.width))));
  const use = plan.use(x);
  const dy = plan.gradientOf(y);
  plan.record({
    rows: rowsOf(y),
    forward(from, to) {
      eachStretch(y, from, to, (row, rows) => {
        const [target, source] = [y.address + 4 * row * y.stride, x.address + 4 * (row * x.stride + first)];
        kernels.copyRagged(target, y.stride, source, x.stride, rows, count, 0);
      });
    },
    backward(from, to) {
      if (use === null || !dy.used) return;
      eachStretch(y, from, to, (row, rows) => {
        const target = use.address + 4 * row * x.stride;
        if (use.accumulate === 0) kernels.clear(target, rows * x.stride);
        const source = dy.address + 4 * row * y.stride;
        kernels.copyRagged(target + 4 * first, x.stride, source, y.stride, rows, count, 1);
      });
    },
  });
  return y;
}

/** `takeColumns` in float64, of rows of `width` values. */
export const takeColumnsReference = (x: ArrayLike<number>, width: number, first: number, count: number): Float64Array =>
  Float64Array.from({ length: (x.length / width) * count }, (_, i) => {
    return x[Math.floor(i / count) * width + first + (i % count)]!;
  });

const columnsNamed = (first: number, count: number, width: number): string => {
  if (count === 1) return `column ${first + 1}`;
  return `columns ${first + 1} to ${first + count === width ? "F" : first + count}`;
};
