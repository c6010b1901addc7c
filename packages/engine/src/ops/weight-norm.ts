import type { Plan } from "../autodiff/plan.ts";
import { elements, fraction, length } from "../notation/term.ts";
import type { Tensor } from "../tensor/tensor.ts";

/**
 * w = g ⊙ v / ‖v‖ for every column (Salimans & Kingma 2016): direction v `[I, O]` and length g `[O]` of a weight
 * `[I, O]`, learnt apart. A column of zeros stays one.
 */
export function weightNorm(plan: Plan, v: Tensor, g: Tensor): Tensor {
  const { kernels, engine } = plan;
  const [rows, { stride }] = [v.rows, v];
  const w = plan.derived(v.shape, [v, g]);
  plan.says(w, () => elements(g, fraction(v, length(v))));
  const uses = { v: plan.use(v), g: plan.use(g) };
  const dw = plan.gradientOf(w);
  plan.record({
    rows: 1,
    pack: {
      weights: [v, g],
      run: () => kernels.weightNorm(w.address, v.address, g.address, rows, stride),
    },
    behind() {
      if (!dw.used) return;
      const [dv, dg] = [uses.v?.address ?? 0, uses.g?.address ?? 0];
      const [addsV, addsG] = [uses.v?.accumulate ?? 0, uses.g?.accumulate ?? 0];
      engine.kernels.weightNormGradient(dv, dg, v.address, g.address, dw.address, rows, stride, addsV, addsG);
    },
  });
  return w;
}

/** `weightNorm` in float64. */
export function weightNormReference(v: ArrayLike<number>, g: ArrayLike<number>): Float64Array {
  const O = g.length;
  const squares = new Float64Array(O);
  for (let i = 0; i < v.length; i++) squares[i % O]! += v[i]! * v[i]!;
  return Float64Array.from({ length: v.length }, (_, i) => (g[i % O]! * v[i]!) / Math.sqrt(squares[i % O]!));
}
