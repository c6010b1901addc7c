import { afterAll, afterEach, expect, test } from "vitest";
import { draws } from "../../support/draws.ts";
import { KernelMemory } from "../../support/kernel-memory.ts";
import { sumOf, worstOf } from "../../support/products.ts";
import { bitsOf } from "../../support/ulp.ts";

const memory = await KernelMemory.open();
const { kernels } = memory;
afterEach(() => memory.clear());
afterAll(() => memory.close());

const SIZES = [1, 2, 3, 4, 5, 9, 21];
const BATCH = 3;
/** Floats between two rows of the batch, so that they do not touch. */
const APART = 5;
const FACTOR = Math.fround(0.3);

test("dotRows multiplies every row with every other, for every row of the batch, at every odd size", () => {
  for (const M of [1, 2, 3]) {
    for (const N of SIZES) {
      for (const K of SIZES) {
        for (const accumulate of [0, 1] as const) {
          const [aNext, bNext, cNext] = [M * K + APART, N * K + APART, M * N + APART];
          const [a, b, before] = [draws(BATCH * aNext, "a"), draws(BATCH * bNext, "b"), draws(BATCH * cNext, "c")];
          const c = memory.floats(before);
          const [at, bt] = [memory.floats(a).address, memory.floats(b).address];
          kernels.dotRows(c.address, N, cNext, at, K, aNext, bt, K, bNext, BATCH, M, N, K, FACTOR, accumulate);
          const worst = worstOf(c.read(), (place) => {
            const [r, i, j] = [Math.floor(place / cNext), Math.floor((place % cNext) / N), (place % cNext) % N];
            if (i >= M) return { value: before[place]!, bound: 2 ** -140 };
            const term = (k: number) => FACTOR * a[r * aNext + i * K + k]! * b[r * bNext + j * K + k]!;
            return sumOf(K, term, accumulate === 1 ? before[place]! : 0);
          });
          expect(worst, `M ${M}, N ${N}, K ${K}, accumulate ${accumulate}`).toBeLessThanOrEqual(1);
          memory.clear();
        }
      }
    }
  }
});

test("a dot product has the same bits alone and among others", () => {
  for (const K of SIZES) {
    const [a, b] = [draws(K, "a"), draws(9 * K, "b")];
    const [at, bt] = [memory.floats(a).address, memory.floats(b).address];
    const [all, one] = [memory.floats(9), memory.floats(9)];
    kernels.dotRows(all.address, 9, 0, at, K, 0, bt, K, 0, 1, 1, 9, K, FACTOR, 0);
    for (let j = 0; j < 9; j++) {
      kernels.dotRows(one.address + 4 * j, 9, 0, at, K, 0, bt + 4 * j * K, K, 0, 1, 1, 1, K, FACTOR, 0);
    }
    expect(bitsOf(one.read()), `K ${K}`).toEqual(bitsOf(all.read()));
  }
});

test("blendRows adds rows up by shares, a matrix of shares read by rows or by columns, at every odd size", () => {
  for (const M of [1, 2, 3]) {
    for (const N of SIZES) {
      for (const K of SIZES) {
        for (const accumulate of [0, 1] as const) {
          for (const byColumns of [false, true]) {
            const [aNext, bNext, cNext] = [M * K + APART, N * K + APART, M * N + APART];
            const [a, b, before] = [draws(BATCH * aNext, "a"), draws(BATCH * bNext, "b"), draws(BATCH * cNext, "c")];
            const c = memory.floats(before);
            const [aRow, aColumn] = byColumns ? [1, M] : [K, 1];
            const shares = [memory.floats(a).address, aRow, aColumn, aNext] as const;
            const rows = [memory.floats(b).address, N, bNext] as const;
            kernels.blendRows(c.address, N, cNext, ...shares, ...rows, BATCH, M, N, K, FACTOR, accumulate);
            const worst = worstOf(c.read(), (place) => {
              const [r, i, j] = [Math.floor(place / cNext), Math.floor((place % cNext) / N), (place % cNext) % N];
              if (i >= M) return { value: before[place]!, bound: 2 ** -140 };
              const share = (k: number) => a[r * aNext + i * aRow + k * aColumn]!;
              const term = (k: number) => FACTOR * share(k) * b[r * bNext + k * N + j]!;
              return sumOf(K, term, accumulate === 1 ? before[place]! : 0);
            });
            expect(worst, `M ${M}, N ${N}, K ${K}, ${accumulate}, ${byColumns}`).toBeLessThanOrEqual(1);
            memory.clear();
          }
        }
      }
    }
  }
});

test("no rows of the batch, no columns and no terms leave what they should", () => {
  const c = memory.floats([7, 7, 7, 7]);
  const a = memory.floats(draws(16, "a")).address;
  kernels.dotRows(c.address, 2, 4, a, 4, 4, a, 4, 4, 0, 2, 2, 4, 1, 0);
  kernels.blendRows(c.address, 2, 4, a, 4, 1, 4, a, 4, 4, 1, 2, 0, 4, 1, 0);
  expect([...c.read()]).toEqual([7, 7, 7, 7]);
  kernels.blendRows(c.address, 2, 4, a, 4, 1, 4, a, 4, 4, 1, 2, 2, 0, 1, 0);
  expect([...c.read()]).toEqual([0, 0, 0, 0]);
});
