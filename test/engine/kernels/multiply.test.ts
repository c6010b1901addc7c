import { afterAll, afterEach, expect, test } from "vitest";
import { draws } from "../../support/draws.ts";
import { KernelMemory } from "../../support/kernel-memory.ts";
import { sumOf, worstOf } from "../../support/products.ts";
import { bitsOf } from "../../support/ulp.ts";

const memory = await KernelMemory.open();
const { kernels } = memory;
afterEach(() => memory.clear());
afterAll(() => memory.close());

const SIZES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 31, 33, 50, 64, 65];

/** B packed: `[K, N]` row-major values in, the address of its panels out. */
function packed(b: ArrayLike<number>, K: number, N: number): number {
  const rows = memory.rows(K, N, b);
  const panels = memory.floats(K * Math.ceil(rows.stride / 8) * 8);
  kernels.pack(panels.address, rows.address, rows.stride, K, rows.stride);
  return panels.address;
}

/** Where the sums start: from nothing, from what is there, or each row from the same row of biases. */
type Start = "nothing" | "there" | "row";

function product(M: number, K: number, N: number, start: Start) {
  const [a, b, c] = [draws(M * K, "a"), draws(K * N, "b"), draws(M * N, "c")];
  const left = memory.rows(M, K, a);
  const out = memory.rows(M, N, c);
  const panels = packed(b, K, N);
  const row = memory.rows(1, N, c);
  const from = { nothing: [0, 0], there: [out.address, out.stride], row: [row.address, 0] } as const;
  const [address, stride] = from[start];
  kernels.multiply(out.address, out.stride, left.address, left.stride, panels, M, K, out.stride, address, stride);
  const worst = worstOf(out.values(), (i) => {
    const [row, column] = [Math.floor(i / N), i % N];
    const started = { nothing: 0, there: c[i]!, row: c[column]! };
    return sumOf(K, (k) => a[row * K + k]! * b[k * N + column]!, started[start]);
  });
  return { worst, padding: out.padding(), values: out.values() };
}

for (const start of ["nothing", "there", "row"] as const) {
  test(`multiply is A · B for every odd size, started from ${start}, and leaves padding zero`, () => {
    for (const K of SIZES) {
      for (const N of SIZES) {
        for (let M = 1; M <= 9; M++) {
          const { worst, padding } = product(M, K, N, start);
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

test("multiply holds for long sums and wide rows", () => {
  for (const [M, K, N] of [
    [5, 257, 9],
    [4, 256, 255],
    [1, 255, 257],
    [7, 1000, 33],
  ] as const) {
    expect(product(M, K, N, "nothing").worst, `M ${M}, K ${K}, N ${N}`).toBeLessThanOrEqual(1);
  }
});

test("a row's product has the same bits whatever the batch", () => {
  for (const [K, N] of [
    [1, 1],
    [3, 33],
    [17, 9],
    [50, 200],
    [65, 68],
  ] as const) {
    const whole = product(9, K, N, "nothing").values;
    const a = draws(9 * K, "a");
    const panels = packed(draws(K * N, "b"), K, N);
    for (let from = 0; from < 9; from++) {
      for (let M = 1; from + M <= 9; M++) {
        const left = memory.rows(M, K, a.subarray(from * K));
        const out = memory.rows(M, N, 0);
        kernels.multiply(out.address, out.stride, left.address, left.stride, panels, M, K, out.stride, 0, 0);
        expect(bitsOf(out.values()), `rows ${from} … ${from + M - 1}`).toEqual(
          bitsOf(whole.subarray(from * N, (from + M) * N)),
        );
      }
    }
  }
});

test("a sum of nothing but negative zeros is 0 and not −0, whatever it starts from", () => {
  const N = 12;
  for (let K = 1; K <= 5; K++) {
    for (let M = 1; M <= 9; M++) {
      const left = memory.rows(M, K, -1);
      const panels = packed(new Float32Array(K * N), K, N);
      for (const start of ["nothing", "there", "row"] as const) {
        const [row, out] = [memory.rows(1, N, -0), memory.rows(M, N, -0)];
        const from = { nothing: [0, 0], there: [out.address, out.stride], row: [row.address, 0] } as const;
        const [address, stride] = from[start];
        kernels.multiply(out.address, out.stride, left.address, left.stride, panels, M, K, out.stride, address, stride);
        expect([...out.values()], `M ${M}, K ${K}, from ${start}`).toEqual(Array(M * N).fill(0));
      }
      memory.clear();
    }
  }
});

test("an infinite or missing value spoils its own row and no other", () => {
  const [K, N] = [5, 8];
  const a = draws(6 * K, "a");
  a[1 * K + 2] = Number.NaN;
  a[4 * K] = Number.POSITIVE_INFINITY;
  const b = Float32Array.from(draws(K * N, "b"), (value) => Math.abs(value) + 0.1);
  const left = memory.rows(6, K, a);
  const out = memory.rows(6, N, 0);
  kernels.multiply(out.address, out.stride, left.address, left.stride, packed(b, K, N), 6, K, N, 0, 0);
  const row = (r: number) => [...out.values().subarray(r * N, (r + 1) * N)];
  expect(row(1)).toEqual(Array(N).fill(Number.NaN));
  expect(row(4)).toEqual(Array(N).fill(Number.POSITIVE_INFINITY));
  for (const r of [0, 2, 3, 5]) expect(row(r).every(Number.isFinite), `row ${r}`).toBe(true);
});

test("packTransposed makes the panels that pack makes of the transpose", () => {
  for (const K of SIZES) {
    for (const N of SIZES) {
      const b = draws(N * K, "b");
      const transposed = Float32Array.from({ length: K * N }, (_, i) => b[(i % N) * K + Math.floor(i / N)]!);
      const size = K * Math.ceil(N / 8) * 8;
      const expected = memory.floats(size);
      const columns = memory.rows(K, N, transposed);
      kernels.pack(expected.address, columns.address, columns.stride, K, columns.stride);
      const rows = memory.rows(N, K, b);
      const actual = memory.floats(draws(size, "stale"));
      kernels.packTransposed(actual.address, rows.address, rows.stride, K, N);
      expect(actual.read(), `K ${K}, N ${N}`).toEqual(expected.read());
      memory.clear();
    }
  }
});
