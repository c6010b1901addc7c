import type { Plan } from "../autodiff/plan.ts";
import type { Tensor } from "../tensor/tensor.ts";

/** For every step of a new sequence the steps of the old one that it joins, in order; −1 stands for zeros. */
export type StepTable = readonly (readonly number[])[];

/**
 * A sequence made of steps of another: x `[T, B, F]`, `table` of M rows of J steps; y `[M, B, J · F]`. Segments, taps of a
 * convolution, a coarser clock and time reversed are such tables.
 */
export function gatherSteps(plan: Plan, x: Tensor, table: StepTable): Tensor {
  const { kernels } = plan;
  const [T, B, F] = x.shape as [number, number, number];
  const J = table[0]!.length;
  const y = plan.output([table.length, B, J * F], [x]);
  plan.says(y, () => ({ kind: "steps", of: [x], table }));
  // Whole vectors wherever what is joined begins at one.
  const width = J === 1 ? x.stride : F;
  const copy = width % 4 === 0 ? "copyRows" : "copyRagged";
  const use = plan.use(x);
  const dy = plan.gradientOf(y);
  // Zeros are there from the start, and nobody writes over them.
  const places = table.flatMap((steps, m) => steps.map((t, j) => ({ t, m, j }))).filter(({ t }) => t >= 0);
  const byTime = new Map<number, { m: number; j: number }[]>(places.map(({ t }) => [t, []]));
  for (const place of places) byTime.get(place.t)!.push(place);
  plan.record({
    rows: B,
    forward(from, to) {
      for (const { t, m, j } of places) {
        const target = y.address + 4 * ((m * B + from) * y.stride + j * F);
        kernels[copy](target, y.stride, x.address + 4 * (t * B + from) * x.stride, x.stride, to - from, width, 0);
      }
    },
    backward(from, to) {
      if (use === null || !dy.used) return;
      const at = (t: number) => use.address + 4 * (t * B + from) * x.stride;
      for (let t = 0; t < T && use.accumulate === 0; t++) {
        if (!byTime.has(t)) kernels.clear(at(t), (to - from) * x.stride);
      }
      for (const [t, takers] of byTime) {
        takers.forEach(({ m, j }, i) => {
          const source = dy.address + 4 * ((m * B + from) * y.stride + j * F);
          kernels[copy](at(t), x.stride, source, y.stride, to - from, width, i === 0 ? use.accumulate : 1);
        });
      }
    },
  });
  return y;
}

/** `gatherSteps` in float64. */
export function gatherStepsReference(x: ArrayLike<number>, B: number, F: number, table: StepTable): Float64Array {
  const J = table[0]!.length;
  return Float64Array.from({ length: table.length * B * J * F }, (_, i) => {
    const m = Math.floor(i / (B * J * F));
    const b = Math.floor(i / (J * F)) % B;
    const t = table[m]![Math.floor(i / F) % J]!;
    return t < 0 ? 0 : x[(t * B + b) * F + (i % F)]!;
  });
}
