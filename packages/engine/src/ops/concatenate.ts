import type { Plan } from "../autodiff/plan.ts";
import { eachStretch, rowsOf } from "../autodiff/step.ts";
import { join } from "../notation/term.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** Joins tensors along the last axis; their other axes agree. */
export function concatenate(plan: Plan, parts: readonly Tensor[]): Tensor {
  const { kernels } = plan;
  const y = plan.output([...parts[0]!.shape.slice(0, -1), parts.reduce((sum, part) => sum + part.width, 0)], parts);
  plan.says(y, () => join(...parts));
  const dy = plan.gradientOf(y);
  let width = 0;
  const placed = parts.map((part) => {
    const at = 4 * width;
    width += part.width;
    return { part, at, use: plan.use(part) };
  });
  const backwards = [...placed].reverse();
  plan.record({
    rows: rowsOf(y),
    forward(from, to) {
      for (const { part, at } of placed) {
        eachStretch(y, from, to, (row, rows) => {
          const [target, source] = [y.address + at + 4 * row * y.stride, part.address + 4 * row * part.stride];
          kernels.copyRagged(target, y.stride, source, part.stride, rows, part.width, 0);
        });
      }
    },
    backward(from, to) {
      if (!dy.used) return;
      for (const { part, at, use } of backwards) {
        if (use === null) continue;
        eachStretch(y, from, to, (row, rows) => {
          const [target, source] = [use.address + 4 * row * part.stride, dy.address + at + 4 * row * y.stride];
          kernels.copyRagged(target, part.stride, source, y.stride, rows, part.width, use.accumulate);
        });
      }
    },
  });
  return y;
}

/** `concatenate` in float64: `widths` are the parts' last axes. */
export function concatenateReference(parts: readonly ArrayLike<number>[], widths: readonly number[]): Float64Array {
  const rows = parts[0]!.length / widths[0]!;
  const out: number[] = [];
  for (let r = 0; r < rows; r++) {
    parts.forEach((part, p) => {
      for (let i = 0; i < widths[p]!; i++) out.push(part[r * widths[p]! + i]!);
    });
  }
  return Float64Array.from(out);
}
