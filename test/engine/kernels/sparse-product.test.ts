import { rowStride } from "@gatecast/engine";
import { afterAll, afterEach, expect, test } from "vitest";
import { draws } from "../../support/draws.ts";
import { KernelMemory } from "../../support/kernel-memory.ts";
import { bitsOf } from "../../support/ulp.ts";

const memory = await KernelMemory.open();
const { kernels } = memory;
afterEach(() => memory.clear());
afterAll(() => memory.close());

/** The same product dense and without zeros, of a matrix of which only every `every`-th number is not zero. */
function products(M: number, K: number, N: number, every: number, start: "nothing" | "there" | "row") {
  const values = draws(K * N, "b").map((value, i) => (i % every === 0 ? value : 0));
  const b = memory.rows(K, N, values);
  const a = memory.rows(M, K, draws(M * K, "a"));
  const n = b.stride;
  const panels = memory.floats(K * Math.ceil(n / 8) * 8);
  const packed = memory.floats(rowStride(n / 4) + rowStride((K * n) / 4) + K * n);
  kernels.pack(panels.address, b.address, n, K, n);
  kernels.packSparse(packed.address, b.address, n, K, n);
  const row = memory.rows(1, N, draws(N, "row"));
  const run = (kernel: typeof kernels.multiply, from: number) => {
    const c = memory.rows(M, N, draws(M * N, "c"));
    const [address, stride] = { nothing: [0, 0], there: [c.address, n], row: [row.address, 0] }[start] as [
      number,
      number,
    ];
    kernel(c.address, n, a.address, a.stride, from, M, K, n, address, stride);
    return bitsOf(c.read());
  };
  return [run(kernels.multiply, panels.address), run(kernels.multiplySparse, packed.address)];
}

test("a product without zeros has every bit of the dense one, whatever is left out and wherever sums start", () => {
  for (const start of ["nothing", "there", "row"] as const) {
    for (const M of [1, 2, 3, 4, 5, 8, 11]) {
      for (const [K, N] of [
        [1, 1],
        [3, 5],
        [8, 16],
        [7, 33],
        [65, 20],
      ] as const) {
        for (const every of [1, 2, 5, 11, 1_000_000]) {
          const [dense, sparse] = products(M, K, N, every, start);
          expect(sparse, `M ${M}, K ${K}, N ${N}, every ${every}, from ${start}`).toEqual(dense);
          memory.clear();
        }
      }
    }
  }
});
