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
  multiplyTransposed(out.address, ldc, left.address, lda, right.address, ldd, M, K, ldc, accumulate, scratch.address);
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
    multiplyTransposed(out.address, 8, left.address, left.stride, right.address, 8, 4, K, 8, 0, scratch.address);
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
