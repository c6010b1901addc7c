import { afterAll, afterEach, expect, test } from "vitest";
import { draws } from "../../support/draws.ts";
import { KernelMemory } from "../../support/kernel-memory.ts";

const memory = await KernelMemory.open();
const { kernels } = memory;
afterEach(() => memory.clear());
afterAll(() => memory.close());

const doubles = (count: number, name: string) => Float64Array.from(draws(count, name), (value) => value / 3);

test("rowProducts multiplies every row with every row, sets, adds and subtracts, for every odd size and stride", () => {
  for (const M of [1, 2, 3, 5]) {
    for (const N of [1, 2, 3, 4, 5, 9]) {
      for (const K of [0, 1, 2, 7, 256, 301]) {
        for (const sign of [0, 1, -1] as const) {
          const [lda, ldb, ldc] = [K + 1, K + 2, N + 3];
          const a = doubles(M * lda, "a");
          const b = doubles(N * ldb, "b");
          const before = doubles(M * ldc, "before");
          const c = memory.doubles(before);
          const [left, right] = [memory.doubles(a).address, memory.doubles(b).address];
          kernels.rowProducts(c.address, ldc, left, lda, right, ldb, M, N, K, sign);
          const got = c.read();
          before.forEach((old, at) => {
            const [i, j] = [Math.floor(at / ldc), at % ldc];
            let exact = 0;
            for (let k = 0; k < K && j < N; k++) exact += a[i * lda + k]! * b[j * ldb + k]!;
            const expected = j >= N ? old : sign === 0 ? exact : old + sign * exact;
            expect(Math.abs(got[at]! - expected), `${M} ${N} ${K} ${sign} [${i}, ${j}]`).toBeLessThan(1e-13 * (K + 1));
          });
          memory.clear();
        }
      }
    }
  }
});

test("a sum has the same bits wherever its rows stand", () => {
  const K = 77;
  const a = doubles(5 * K, "a");
  const whole = memory.doubles(25);
  const rows = memory.doubles(a).address;
  kernels.rowProducts(whole.address, 5, rows, K, rows, K, 5, 5, K, 0);
  const one = memory.doubles(1);
  for (let i = 0; i < 5; i++) {
    for (let j = 0; j < 5; j++) {
      kernels.rowProducts(one.address, 1, rows + 8 * i * K, K, rows + 8 * j * K, K, 1, 1, K, 0);
      expect(one.read()[0]).toBe(whole.read()[i * 5 + j]);
    }
  }
});

test("factor and substitute solve symmetric systems of every size around the blocks, whatever lies above the diagonal", () => {
  for (const n of [1, 2, 3, 15, 16, 17, 33, 70]) {
    for (const m of [0, 1, 2, 5]) {
      const root = doubles(n * n, "root");
      const A = Float64Array.from({ length: n * n }, (_, at) => {
        let sum = at % (n + 1) === 0 ? 0.1 : 0;
        for (let k = 0; k < n; k++) sum += root[Math.floor(at / n) * n + k]! * root[(at % n) * n + k]!;
        return sum;
      });
      const sides = doubles(m * n, "sides");
      const lda = n + 1;
      const given = new Float64Array((n + m) * lda).fill(Number.NaN);
      for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) given[i * lda + j] = A[i * n + j]!;
      for (let r = 0; r < m; r++) given.set(sides.subarray(r * n, r * n + n), (n + r) * lda);
      const place = memory.doubles(given);
      expect(kernels.factor(place.address, lda, n, n + m)).toBe(1);
      kernels.substitute(place.address, lda, n, place.address + 8 * n * lda, m);
      const solved = place.read();
      for (let r = 0; r < m; r++) {
        for (let i = 0; i < n; i++) {
          let sum = 0;
          for (let j = 0; j < n; j++) sum += A[i * n + j]! * solved[(n + r) * lda + j]!;
          expect(sum, `n ${n}, m ${m}, side ${r}, row ${i}`).toBeCloseTo(sides[r * n + i]!, 8);
        }
      }
      memory.clear();
    }
  }
});

test("a matrix that is not positive definite has no factors", () => {
  for (const matrix of [[1, 0, 2, 1], [0], [-1], [Number.NaN]]) {
    const n = Math.sqrt(matrix.length);
    expect(kernels.factor(memory.doubles(matrix).address, n, n, n)).toBe(0);
  }
});
