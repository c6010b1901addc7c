import type { Plan } from "../autodiff/plan.ts";
import { rowStride, type Tensor } from "../tensor/tensor.ts";

/** y = x · W + b over the last axis: x `[…, I]`, W `[I, O]`, b `[O]`; y `[…, O]`. */
export function linear(plan: Plan, x: Tensor, weight: Tensor, bias: Tensor): Tensor {
  const { kernels } = plan.engine;
  const [I, O] = weight.shape as [number, number];
  const Op = rowStride(O);
  const y = plan.output([...x.shape.slice(0, -1), O], [x, weight, bias]);
  const panels = plan.scratch(I * Math.ceil(Op / 8) * 8);
  const uses = { x: plan.use(x), weight: plan.use(weight), bias: plan.use(bias) };
  const transposed = plan.scratch(uses.x === null ? 0 : O * Math.ceil(x.stride / 8) * 8);
  const scratch = plan.scratch(uses.weight === null ? 0 : 256 * (rowStride(I) + 8));
  const dy = plan.gradientOf(y);
  plan.record({
    forward() {
      kernels.spreadRow(y.address, Op, bias.address, y.rows, Op);
      kernels.pack(panels.address, weight.address, Op, I, Op);
      kernels.multiply(y.address, Op, x.address, x.stride, panels.address, x.rows, I, Op, 1);
    },
    backward() {
      if (!dy.used) return;
      if (uses.weight !== null) {
        const { address, accumulate } = uses.weight;
        kernels.multiplyTransposed(
          address,
          Op,
          x.address,
          x.stride,
          dy.address,
          Op,
          x.rows,
          I,
          Op,
          accumulate,
          scratch.address,
        );
      }
      if (uses.bias !== null) kernels.columnSum(uses.bias.address, dy.address, Op, y.rows, Op, uses.bias.accumulate);
      if (uses.x !== null) {
        const { address, accumulate } = uses.x;
        kernels.packTransposed(transposed.address, weight.address, Op, O, I);
        kernels.multiply(address, x.stride, dy.address, Op, transposed.address, x.rows, O, x.stride, accumulate);
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
