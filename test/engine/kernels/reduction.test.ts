import { afterAll, afterEach, expect, test } from "vitest";
import { draws } from "../../support/draws.ts";
import { KernelMemory } from "../../support/kernel-memory.ts";
import { sumOf, worstOf } from "../../support/products.ts";
import { bitsOf } from "../../support/ulp.ts";

const memory = await KernelMemory.open();
const { kernels } = memory;
afterEach(() => memory.clear());
afterAll(() => memory.close());

test("columnSum adds rows for every odd size, onto what is there where it is asked to", () => {
  for (const M of [0, 1, 2, 9, 255, 256, 257, 513]) {
    for (const N of [1, 3, 4, 5, 8, 9, 33]) {
      for (const accumulate of [0, 1] as const) {
        const x = draws(M * N, "x");
        const before = draws(N, "before");
        const rows = memory.rows(M, N, x);
        const out = memory.rows(1, N, before);
        kernels.columnSum(out.address, rows.address, rows.stride, M, rows.stride, accumulate);
        const worst = worstOf(out.values(), (n) => sumOf(M, (m) => x[m * N + n]!, accumulate === 1 ? before[n]! : 0));
        expect(worst, `M ${M}, N ${N}, accumulate ${accumulate}`).toBeLessThanOrEqual(1);
        memory.clear();
      }
    }
  }
});

test("a column is one sum in rising order, to the bit, whatever stands beside it", () => {
  for (const N of [4, 28, 32, 36, 60, 68]) {
    const [M, x] = [300, draws(300 * N, "x")];
    const rows = memory.rows(M, N, x);
    const out = memory.floats(N);
    kernels.columnSum(out.address, rows.address, rows.stride, M, N, 0);
    const block = (n: number, from: number, to: number) => {
      let sum = 0;
      for (let m = from; m < to; m++) sum = Math.fround(sum + x[m * N + n]!);
      return sum;
    };
    const expected = Float32Array.from({ length: N }, (_, n) => block(n, 0, 256) + block(n, 256, M));
    expect(bitsOf(out.read()), `N ${N}`).toEqual(bitsOf(expected));
    memory.clear();
  }
});

test("columnProducts adds the products of rows for every odd size, onto what is there where it is asked to", () => {
  for (const M of [0, 1, 2, 9, 255, 256, 257, 513]) {
    for (const N of [1, 4, 5, 33]) {
      for (const accumulate of [0, 1] as const) {
        const [a, b, before] = [draws(M * N, "a"), draws(M * N, "b"), draws(N, "before")];
        const [left, right, out] = [memory.rows(M, N, a), memory.rows(M, N, b), memory.rows(1, N, before)];
        kernels.columnProducts(out.address, left.address, right.address, left.stride, M, left.stride, accumulate);
        const start = (n: number) => (accumulate === 1 ? before[n]! : 0);
        const worst = worstOf(out.values(), (n) => sumOf(M, (m) => a[m * N + n]! * b[m * N + n]!, start(n)));
        expect(worst, `M ${M}, N ${N}, accumulate ${accumulate}`).toBeLessThanOrEqual(1);
        memory.clear();
      }
    }
  }
});

test("a column sum of 70,000 rows keeps the digits that a plain float32 sum loses", () => {
  const x = new Float32Array(70_000).fill(0.1);
  const rows = memory.rows(70_000, 1, x);
  const out = memory.floats(4);
  kernels.columnSum(out.address, rows.address, rows.stride, 70_000, 4, 0);
  const exact = x.reduce((sum, value) => sum + value, 0);
  const plain = x.reduce((sum, value) => Math.fround(sum + value), 0);
  expect(Math.abs(out.read()[0]! / exact - 1)).toBeLessThan(5e-6);
  expect(Math.abs(plain / exact - 1)).toBeGreaterThan(5e-5);
});

test("sumOfSquares is exact to float64, however large the values", () => {
  for (const n of [4, 8, 12, 64, 260, 4096]) {
    const x = draws(n, "x");
    const exact = x.reduce((sum, value) => sum + value * value, 0);
    expect(Math.abs(kernels.sumOfSquares(memory.floats(x).address, n) / exact - 1), `n ${n}`).toBeLessThan(1e-14);
  }
  expect(kernels.sumOfSquares(memory.floats(new Float32Array(8)).address, 8)).toBe(0);
  expect(kernels.sumOfSquares(memory.floats([3e38, 0, 0, 4]).address, 4)).toBeCloseTo(Math.fround(3e38) ** 2, -65);
});

test("sumOfSquares does not hide an infinity or a NaN in any lane", () => {
  for (let lane = 0; lane < 8; lane++) {
    for (const bad of [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN]) {
      const x = draws(8, "x");
      x[lane] = bad;
      const expected = Number.isNaN(bad) ? Number.NaN : Number.POSITIVE_INFINITY;
      expect(kernels.sumOfSquares(memory.floats(x).address, 8), `lane ${lane}, ${bad}`).toBe(expected);
    }
  }
});
