import type { Plan } from "../autodiff/plan.ts";
import { columnsOf, eachStretch, rowsOf } from "../autodiff/step.ts";
import { call, elements, sum } from "../notation/term.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** Added to every variance, so that a constant row is taken to 0. */
const EPSILON = 1e-5;

/**
 * y = (x − mean) / √(variance + 1e-5) ⊙ gain + bias over the last axis (Ba, Kiros & Hinton 2016). With `groups` each of so
 * many equal parts of the axis has a mean and a variance of its own (Wu & He 2018); more than one must be whole fours wide.
 */
export function layerNorm(plan: Plan, x: Tensor, gain: Tensor, bias: Tensor, groups = 1): Tensor {
  if (groups > 1 && x.width % (4 * groups) !== 0) {
    throw new RangeError(`layerNorm: ${x.width} columns are no ${groups} groups of whole fours`);
  }
  const { kernels } = plan;
  const { width, stride } = x;
  const y = plan.output(x.shape, [x, gain, bias]);
  plan.says(y, () => sum(elements(gain, call(groups === 1 ? "norm" : "groupNorm", x)), bias));
  const normal = plan.scratch(x.floats);
  const inverse = plan.scratch(x.rows * groups);
  const uses = { bias: plan.use(bias), gain: plan.use(gain), x: plan.use(x) };
  const dy = plan.gradientOf(y);
  plan.record({
    rows: rowsOf(y),
    forward(from, to) {
      eachStretch(y, from, to, (row, rows) => {
        const at = 4 * row * stride;
        const [own, factors] = [normal.address + at, inverse.address + 4 * row * groups];
        kernels.normalizeRows(own, factors, x.address + at, rows, width, stride, groups, EPSILON);
        kernels.scaleColumns(y.address + at, own, gain.address, bias.address, rows, stride, 0);
      });
    },
    backward(from, to) {
      if (!dy.used || uses.x === null) return;
      const { address, accumulate } = uses.x;
      eachStretch(y, from, to, (row, rows) => {
        const at = 4 * row * stride;
        kernels.normalizeRowsGradient(
          address + at,
          normal.address + at,
          inverse.address + 4 * row * groups,
          dy.address + at,
          gain.address,
          rows,
          width,
          stride,
          groups,
          accumulate,
        );
      });
    },
    weightGradients(part, parts) {
      const { first, count } = columnsOf(stride, part, parts);
      if (!dy.used || count === 0) return;
      const at = 4 * first;
      const { rows } = y;
      if (uses.gain !== null) {
        const { address, accumulate } = uses.gain;
        kernels.columnProducts(address + at, dy.address + at, normal.address + at, stride, rows, count, accumulate);
      }
      if (uses.bias !== null) {
        kernels.columnSum(uses.bias.address + at, dy.address + at, stride, rows, count, uses.bias.accumulate);
      }
    },
  });
  return y;
}

/** `layerNorm` in float64: rows as wide as the gain. */
export function layerNormReference(
  x: ArrayLike<number>,
  gain: ArrayLike<number>,
  bias: ArrayLike<number>,
  groups = 1,
): Float64Array {
  const part = gain.length / groups;
  const y = new Float64Array(x.length);
  for (let first = 0; first < x.length; first += part) {
    const values = Array.from({ length: part }, (_, i) => x[first + i]!);
    const mean = values.reduce((sum, value) => sum + value, 0) / part;
    const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / part;
    values.forEach((value, i) => {
      const column = (first + i) % gain.length;
      y[first + i] = ((value - mean) / Math.sqrt(variance + EPSILON)) * gain[column]! + bias[column]!;
    });
  }
  return y;
}
