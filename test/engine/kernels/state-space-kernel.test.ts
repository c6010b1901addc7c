import { afterAll, afterEach, expect, test } from "vitest";
import { measureGradient } from "../../support/central-differences.ts";
import { draws } from "../../support/draws.ts";
import { KernelMemory } from "../../support/kernel-memory.ts";
import { largestError } from "../../support/largest-error.ts";

const memory = await KernelMemory.open();
const { kernels } = memory;
afterEach(() => memory.clear());
afterAll(() => memory.close());

const SIZES = [
  { T: 1, H: 1, n: 1 },
  { T: 2, H: 5, n: 2 },
  { T: 9, H: 3, n: 4 },
];
type Sizes = (typeof SIZES)[number];

/** Rows of Re and Im of Λ, P, B and C, of half a step and of D: poles to the left of 0, steps above it. */
const valuesOf = ({ H, n }: Sizes) =>
  draws((8 * n + 2) * H, `values ${n} ${H}`).map((value, i) => {
    if (i < n * H) return -Math.abs(value) - 0.1;
    return Math.floor(i / H) === 8 * n ? Math.abs(value) + 0.1 : value;
  });

/**
 * (1 − hA) x′ = (1 + hA) x + 2hB u with A x = Λ x − P · 2 Re(Pᴴ x), solved by the fixed number 2 Re(Pᴴ x′): a step with it at 0 and
 * one with it at 1 tell where it is what it says.
 */
function reference(v: ArrayLike<number>, { T, H, n }: Sizes): Float64Array {
  const kernel = new Float64Array(T * H);
  for (let c = 0; c < H; c++) {
    const row = (which: number, i = 0) => v[(which * n + i) * H + c]!;
    const h = v[8 * n * H + c]!;
    let x = Array.from({ length: n }, () => [0, 0] as [number, number]);
    const low = (state: typeof x) => 2 * state.reduce((sum, [re, im], i) => sum + row(2, i) * re + row(3, i) * im, 0);
    for (let l = 0; l < T; l++) {
      const before = low(x);
      const next = (after: number) =>
        x.map(([re, im], i): [number, number] => {
          const [lr, li] = [row(0, i), row(1, i)];
          const u = l === 0 ? 2 * h : 0;
          const right = [
            re + h * (lr * re - li * im) - h * (before + after) * row(2, i) + u * row(4, i),
            im + h * (lr * im + li * re) - h * (before + after) * row(3, i) + u * row(5, i),
          ] as const;
          const [dr, di] = [1 - h * lr, -h * li];
          const square = dr * dr + di * di;
          return [(right[0] * dr + right[1] * di) / square, (right[1] * dr - right[0] * di) / square];
        });
      const [at0, at1] = [low(next(0)), low(next(1))];
      x = next(at0 / (1 - (at1 - at0)));
      kernel[l * H + c] = 2 * x.reduce((sum, [re, im], i) => sum + row(6, i) * re - row(7, i) * im, 0);
    }
    kernel[c]! += v[(8 * n + 1) * H + c]!;
  }
  return kernel;
}

for (const sizes of SIZES) {
  const { T, H, n } = sizes;
  const name = `T ${T}, H ${H}, n ${n}`;
  const work = () => memory.doubles(16 * n + 2 * n * Math.max(2, T)).address;

  test(`stateSpaceKernel is its recurrence, and leaves padding zero (${name})`, () => {
    const values = valuesOf(sizes);
    const kernel = memory.rows(T, H, Number.NaN);
    const place = memory.rows(8 * n + 2, H, values).address;
    kernels.stateSpaceKernel(kernel.address, place, work(), T, H, kernel.stride, n);
    expect(largestError(kernel.values(), reference(values, sizes))).toBeLessThan(1e-6);
    expect(kernel.padding().every((value) => value === 0)).toBe(true);
  });

  test(`stateSpaceKernelGradient is its slope after every value, and leaves padding zero (${name})`, () => {
    const [values, slopes] = [valuesOf(sizes), draws(T * H, "slopes")];
    const out = memory.rows(8 * n + 2, H, 0);
    const [by, place] = [memory.rows(T, H, slopes).address, memory.rows(8 * n + 2, H, values).address];
    kernels.stateSpaceKernelGradient(out.address, by, place, work(), T, H, out.stride, n);
    const { at, slope } = measureGradient(
      (point) => reference(point, sizes).reduce((sum, value, i) => sum + value * slopes[i]!, 0),
      values,
      200,
    );
    const got = out.values();
    expect(
      largestError(
        at.map((i) => got[i]!),
        slope,
      ),
    ).toBeLessThan(2e-6);
    expect(out.padding().every((value) => value === 0)).toBe(true);
  });
}
