import type { Plan } from "../autodiff/plan.ts";
import { columnsOf, eachStretch, rowsOf, shareOf } from "../autodiff/step.ts";
import { product, sum } from "../notation/term.ts";
import { rowStride, type Tensor } from "../tensor/tensor.ts";
import { DENSE, packedWeight, SPARSE } from "./packed-weight.ts";

/**
 * y = x · W + b over the last axis: x `[…, I]`, W `[I, O]`, b `[O]` or none; y `[…, O]`. `sparse` says that most of W is zero: that
 * is left out, and changes no bit by it.
 */
export function linear(plan: Plan, x: Tensor, weight: Tensor, bias: Tensor | null, sparse = false): Tensor {
  const { kernels } = plan;
  const [I, O] = weight.shape as [number, number];
  const Op = rowStride(O);
  const { pack, multiply } = sparse ? SPARSE : DENSE;
  const panels = packedWeight(plan, weight, pack);
  const transposed = plan.anyTracked([x]) ? packedWeight(plan, weight, "packTransposed") : null;
  const y = plan.output([...x.shape.slice(0, -1), O], [x, weight, ...(bias === null ? [] : [bias])]);
  plan.says(y, () => (bias === null ? product(x, weight) : sum(product(x, weight), bias)));
  const uses = { x: plan.use(x), weight: plan.use(weight), bias: bias === null ? null : plan.use(bias) };
  const scratchFloats = 256 * (rowStride(I) + 8);
  const scratch = plan.shared(weight, "sums", () =>
    plan.scratch(uses.weight === null ? 0 : plan.engine.shareCount * scratchFloats),
  );
  const dy = plan.gradientOf(y);
  plan.record({
    rows: rowsOf(y),
    forward(from, to) {
      eachStretch(y, from, to, (row, rows) => {
        const [target, source] = [y.address + 4 * row * Op, x.address + 4 * row * x.stride];
        const start = bias?.address ?? 0;
        kernels[multiply](target, Op, source, x.stride, panels.address, rows, I, Op, start, 0);
      });
    },
    backward(from, to) {
      if (!dy.used || uses.x === null || transposed === null) return;
      const { address, accumulate } = uses.x;
      eachStretch(y, from, to, (row, rows) => {
        const [dx, gradient] = [address + 4 * row * x.stride, dy.address + 4 * row * Op];
        const start = accumulate === 1 ? dx : 0;
        kernels.multiply(dx, x.stride, gradient, Op, transposed.address, rows, O, x.stride, start, x.stride);
      });
    },
    weightGradients(part, parts) {
      if (!dy.used) return;
      const { row, rows, column, columns } = shareOf(I, Op, part, parts);
      if (uses.weight !== null && rows > 0 && columns > 0) {
        const { address, accumulate } = uses.weight;
        // Of a matrix cut into rows, whoever has the first one adds up the bias.
        const sums = row === 0 && uses.bias !== null ? uses.bias.address + 4 * column : 0;
        kernels.multiplyTransposed(
          address + 4 * (row * Op + column),
          Op,
          x.address + 4 * row,
          x.stride,
          dy.address + 4 * column,
          Op,
          x.rows,
          rows,
          columns,
          accumulate,
          scratch.address + 4 * part * scratchFloats,
          sums,
          uses.bias?.accumulate ?? 0,
        );
      }
      if (uses.weight !== null) return;
      const { first, count } = columnsOf(Op, part, parts);
      if (uses.bias !== null && count > 0) {
        const [to, from] = [uses.bias.address + 4 * first, dy.address + 4 * first];
        kernels.columnSum(to, from, Op, y.rows, count, uses.bias.accumulate);
      }
    },
  });
  return y;
}

/** `linear` in float64: x rows of I values, row-major. */
export function linearReference(
  x: ArrayLike<number>,
  weight: ArrayLike<number>,
  bias: ArrayLike<number>,
): Float64Array {
  const O = bias.length;
  const I = weight.length / O;
  const rows = x.length / I;
  const y = new Float64Array(rows * O);
  for (let r = 0; r < rows; r++) {
    for (let o = 0; o < O; o++) {
      let sum = bias[o]!;
      for (let i = 0; i < I; i++) sum += x[r * I + i]! * weight[i * O + o]!;
      y[r * O + o] = sum;
    }
  }
  return y;
}
