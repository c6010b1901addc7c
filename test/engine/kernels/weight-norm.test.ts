import { afterAll, afterEach, expect, test } from "vitest";
import { draws } from "../../support/draws.ts";
import { KernelMemory } from "../../support/kernel-memory.ts";
import { largestError } from "../../support/largest-error.ts";

const memory = await KernelMemory.open();
const { kernels } = memory;
afterEach(() => memory.clear());
afterAll(() => memory.close());

const SIZES = [1, 2, 3, 7, 33].flatMap((rows) => [1, 3, 4, 5, 17].map((width) => [rows, width] as const));

/** Everything of one matrix, column by column in float64. */
function exact(v: Float32Array, g: Float32Array, dw: Float32Array) {
  const width = g.length;
  const columns = [...g].map((length, o) => {
    const own = (values: Float32Array) => values.filter((_, i) => i % width === o);
    const norm = Math.sqrt(own(v).reduce((sum, value) => sum + value * value, 0));
    const along = own(dw).reduce((sum, value, i) => sum + value * own(v)[i]!, 0);
    return { norm, along, length };
  });
  const at = (i: number) => columns[i % width]!;
  return {
    w: Float64Array.from(v, (value, i) => (at(i).length * value) / at(i).norm),
    dg: Float64Array.from(columns, ({ along, norm }) => along / norm),
    dv: Float64Array.from(v, (value, i) => {
      const { length, norm, along } = at(i);
      return (length / norm) * (dw[i]! - (along * value) / norm ** 2);
    }),
  };
}

test("columns get their length, their gradients are the formulas, and padding stays zero", () => {
  for (const [rows, width] of SIZES) {
    for (const accumulate of [0, 1] as const) {
      const [v, g, dw] = [draws(rows * width, "v"), draws(width, "g"), draws(rows * width, "dw")];
      const before = accumulate === 1 ? 1 : 0;
      const [w, dv] = [memory.rows(rows, width, Number.NaN), memory.rows(rows, width, 1)];
      const dg = memory.rows(1, width, 1);
      const [placedV, placedG] = [memory.rows(rows, width, v), memory.rows(1, width, g)];
      const [va, ga, { stride }] = [placedV.address, placedG.address, w];
      kernels.weightNorm(w.address, va, ga, rows, stride);
      const upstream = memory.rows(rows, width, dw).address;
      kernels.weightNormGradient(dv.address, dg.address, va, ga, upstream, rows, stride, accumulate, accumulate);
      const expected = exact(v, g, dw);
      const plus = (values: Float64Array) => values.map((value) => value + before);
      const label = `rows ${rows}, width ${width}, accumulate ${accumulate}`;
      expect(largestError(w.values(), expected.w), label).toBeLessThan(1e-6);
      // One row leaves no room to turn: its slope is 0, and what is left of rounding is measured against 1.
      const shifted = (values: ArrayLike<number>) => Float64Array.from(values, (value) => value + 1);
      expect(largestError(shifted(dv.values()), shifted(plus(expected.dv))), label).toBeLessThan(1e-6);
      expect(largestError(dg.values(), plus(expected.dg)), label).toBeLessThan(1e-6);
      for (const { padding } of [w, dv, dg])
        expect(
          padding().every((value) => value === 0),
          label,
        ).toBe(true);
      memory.clear();
    }
  }
});

test("a column of zeros has no direction: weight and gradients are zero, not NaN", () => {
  const v = memory.floats(new Float32Array(8));
  const [g, dw] = [memory.floats([1, 2, 3, 4]), memory.floats(new Float32Array(8).fill(1))];
  const [w, dv, dg] = [memory.floats(8), memory.floats(8), memory.floats(4)];
  kernels.weightNorm(w.address, v.address, g.address, 2, 4);
  kernels.weightNormGradient(dv.address, dg.address, v.address, g.address, dw.address, 2, 4, 0, 0);
  for (const place of [w, dv, dg]) expect(place.read().every((value) => value === 0)).toBe(true);
});

test("a gradient that nobody wants is left out", () => {
  const [v, g, dw] = [draws(8, "v"), draws(4, "g"), draws(8, "dw")].map((values) => memory.floats(values).address);
  const [dv, dg] = [memory.floats(8), memory.floats(4)];
  kernels.weightNormGradient(0, dg.address, v!, g!, dw!, 2, 4, 0, 0);
  kernels.weightNormGradient(dv.address, 0, v!, g!, dw!, 2, 4, 0, 0);
  for (const place of [dv, dg]) expect(place.read().some((value) => value !== 0)).toBe(true);
});
