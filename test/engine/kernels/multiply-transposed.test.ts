import { afterAll, afterEach, expect, test } from "vitest";
import { draws } from "../../support/draws.ts";
import { KernelMemory } from "../../support/kernel-memory.ts";
import { sumOf, worstOf } from "../../support/products.ts";

const memory = await KernelMemory.open();
afterEach(() => memory.clear());
afterAll(() => memory.close());

const FENCE = Array<number>(64).fill(9);

/** Aᵀ · D of M rows, beside the float64 sums. */
function transposed(M: number, K: number, N: number, accumulate: 0 | 1) {
  const [a, d, c] = [draws(M * K, "a"), draws(M * N, "d"), draws(K * N, "c")];
  const left = memory.rows(M, K, a);
  const right = memory.rows(M, N, d);
  const out = memory.rows(K, N, c);
  // As many floats as callers set aside for it, and a fence behind them.
  const room = 256 * (left.stride + 8);
  const scratch = memory.floats([...draws(room, "stale"), ...FENCE]);
  const [ldc, lda, ldd] = [out.stride, left.stride, right.stride];
  const { multiplyTransposed } = memory.kernels;
  const product = [out.address, ldc, left.address, lda, right.address, ldd, M, K, ldc, accumulate] as const;
  multiplyTransposed(...product, scratch.address, 0, 0);
  const worst = worstOf(out.values(), (i) => {
    const [k, n] = [Math.floor(i / N), i % N];
    return sumOf(M, (m) => a[m * K + k]! * d[m * N + n]!, accumulate === 1 ? c[i]! : 0);
  });
  expect([...scratch.read().subarray(room)], `scratch of M ${M}, K ${K}, N ${N}`).toEqual(FENCE);
  return { worst, values: out.values(), padding: out.padding() };
}

for (const accumulate of [0, 1] as const) {
  test(`multiplyTransposed is Aᵀ · D on both sides of its 256 rows${accumulate ? ", added to what is there" : ""}`, () => {
    for (const M of [0, 1, 2, 3, 9, 33, 255, 256, 257, 511, 513]) {
      for (const K of [1, 2, 3, 4, 5, 8, 17]) {
        for (const N of [1, 4, 5, 9, 12, 50]) {
          const { worst, padding } = transposed(M, K, N, accumulate);
          expect(worst, `M ${M}, K ${K}, N ${N}`).toBeLessThanOrEqual(1);
          expect(
            padding.every((value) => value === 0),
            `padding of M ${M}, K ${K}, N ${N}`,
          ).toBe(true);
          memory.clear();
        }
      }
    }
  });
}

test("a product over no rows is zero, and adds nothing", () => {
  expect([...transposed(0, 5, 9, 0).values].every((value) => value === 0)).toBe(true);
  expect(transposed(0, 5, 9, 1).values).toEqual(draws(5 * 9, "c"));
});

test("multiplyTransposed leaves the rows behind K alone", () => {
  for (const K of [1, 2, 3, 5, 6, 7]) {
    const left = memory.rows(4, K, draws(4 * K, "a"));
    const right = memory.rows(4, 8, draws(32, "d"));
    const out = memory.rows(K + 3, 8, 7);
    const scratch = memory.floats(256 * (left.stride + 8));
    const { multiplyTransposed } = memory.kernels;
    const product = [out.address, 8, left.address, left.stride, right.address, 8, 4, K, 8, 0] as const;
    multiplyTransposed(...product, scratch.address, 0, 0);
    expect([...out.values().subarray(K * 8)], `K ${K}`).toEqual(Array(24).fill(7));
    expect(
      out
        .values()
        .subarray(0, K * 8)
        .includes(7),
      `K ${K}`,
    ).toBe(false);
  }
});

test("the sum of D's rows that comes with a product is columnSum's to the bit, and the product the same", () => {
  const { multiplyTransposed, columnSum } = memory.kernels;
  for (const M of [0, 1, 9, 256, 257, 513]) {
    for (const [K, N] of [
      [1, 5],
      [4, 12],
      [5, 50],
    ] as const) {
      for (const adds of [0, 1] as const) {
        const left = memory.rows(M, K, draws(M * K, "a"));
        const right = memory.rows(M, N, draws(M * N, "d"));
        const stride = right.stride;
        const [alone, beside] = [memory.rows(K, N, 7), memory.rows(K, N, 7)];
        const [expected, sums] = [memory.rows(1, N, draws(N, "b")), memory.rows(1, N, draws(N, "b"))];
        const scratch = memory.floats(256 * (left.stride + 8)).address;
        const factors = [left.address, left.stride, right.address, stride, M, K, stride, 0] as const;
        multiplyTransposed(alone.address, stride, ...factors, scratch, 0, 0);
        multiplyTransposed(beside.address, stride, ...factors, scratch, sums.address, adds);
        columnSum(expected.address, right.address, stride, M, stride, adds);
        const sizes = `M ${M}, K ${K}, N ${N}, ${adds}`;
        expect([...sums.values()], sizes).toEqual([...expected.values()]);
        expect([...beside.values()], sizes).toEqual([...alone.values()]);
        expect([...sums.padding()], sizes).toEqual([...expected.padding()]);
        memory.clear();
      }
    }
  }
});
