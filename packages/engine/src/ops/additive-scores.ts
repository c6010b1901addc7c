import type { Plan } from "../autodiff/plan.ts";
import { columnsOf, eachStretch } from "../autodiff/step.ts";
import { tanh } from "../elementary/index.ts";
import { at, call, product, sum } from "../notation/term.ts";
import type { Tensor } from "../tensor/tensor.ts";

/**
 * How well each key of a window goes with a query: v · tanh(key + query) (Bahdanau, Cho & Bengio 2015), both already projected.
 * Keys `[T, B, A]`, query `[B, A]` or `[1, B, A]`, v `[A]`; scores `[B, T]`.
 */
export function additiveScores(plan: Plan, keys: Tensor, query: Tensor, v: Tensor): Tensor {
  const { kernels } = plan;
  const [T, B] = keys.shape as [number, number];
  const { stride: A } = keys;
  const step = B * A;
  // Kept where somebody goes back; otherwise all that ask the same keys take turns in one place.
  const room = () => plan.scratch(keys.floats);
  const hidden = plan.anyTracked([keys, query, v]) ? room() : plan.shared(keys, "hidden", room);
  const slopes = plan.anyTracked([keys, query]) ? plan.shared(keys, "slopes", room) : null;
  const y = plan.output([B, T], [keys, query, v]);
  plan.says(y, () => product(v, call("tanh", sum(at(keys, "j"), query))));
  const uses = { query: plan.use(query), keys: plan.use(keys), v: plan.use(v) };
  const dy = plan.gradientOf(y);
  plan.record({
    rows: B,
    forward(from, to) {
      const at = 4 * from * A;
      kernels.addToSteps(hidden.address + at, keys.address + at, query.address + at, (to - from) * A, step, T);
      eachStretch(keys, from, to, (row, rows) => {
        const own = hidden.address + 4 * row * A;
        kernels.tanh(own, own, rows * A);
      });
      const own = y.address + 4 * from * y.stride;
      kernels.dotRows(own, 0, y.stride, v.address, 0, 0, hidden.address + at, step, A, to - from, 1, T, A, 1, 0);
    },
    backward(from, to) {
      if (!dy.used || slopes === null) return;
      const at = 4 * from * A;
      const [first, upstream] = [slopes.address + at, dy.address + 4 * from * y.stride];
      kernels.blendRows(first, step, A, upstream, 1, 1, y.stride, v.address, 0, 0, to - from, T, A, 1, 1, 0);
      eachStretch(keys, from, to, (row, rows) => {
        const [own, count] = [slopes.address + 4 * row * A, rows * A];
        kernels.tanhGradient(own, hidden.address + 4 * row * A, own, count, 0);
        if (uses.keys !== null) kernels.scale(uses.keys.address + 4 * row * A, own, 1, count, uses.keys.accumulate);
      });
      if (uses.query === null) return;
      // All rows of a step as one long row: their sum over time is a sum of columns.
      kernels.columnSum(uses.query.address + at, first, step, T, (to - from) * A, uses.query.accumulate);
    },
    weightGradients(part, parts) {
      const { first, count } = columnsOf(A, part, parts);
      if (!dy.used || uses.v === null || count === 0) return;
      const { address, accumulate } = uses.v;
      const [dv, own] = [address + 4 * first, hidden.address + 4 * first];
      kernels.blendRows(dv, 0, 0, dy.address, 0, 1, y.stride, own, step, A, 1, 1, count, T, 1, accumulate);
      // The other windows add to what the first has begun.
      const [next, theirs] = [dy.address + 4 * y.stride, own + 4 * A];
      kernels.blendRows(dv, 0, 0, next, 0, 1, y.stride, theirs, step, A, B - 1, 1, count, T, 1, 1);
    },
  });
  return y;
}

/** `additiveScores` in float64, of B windows. */
export function additiveScoresReference(
  keys: ArrayLike<number>,
  query: ArrayLike<number>,
  v: ArrayLike<number>,
  B: number,
): Float64Array {
  const A = v.length;
  const T = keys.length / B / A;
  return Float64Array.from({ length: B * T }, (_, i) => {
    const [t, b] = [i % T, Math.floor(i / T)];
    let sum = 0;
    for (let a = 0; a < A; a++) sum += v[a]! * tanh(keys[(t * B + b) * A + a]! + query[b * A + a]!);
    return sum;
  });
}
