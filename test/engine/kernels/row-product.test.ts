import { afterAll, afterEach, expect, test } from "vitest";
import { draws } from "../../support/draws.ts";
import { KernelMemory } from "../../support/kernel-memory.ts";
import { bitsOf } from "../../support/ulp.ts";

const memory = await KernelMemory.open();
const { kernels } = memory;
afterEach(() => memory.clear());
afterAll(() => memory.close());

/** Widths with every rest that a block of 24 columns may leave. */
const WIDTHS = [1, 4, 5, 8, 11, 12, 16, 17, 20, 23, 24, 25, 28, 32, 36, 40, 44, 47, 48, 49, 200, 208];

test.each([
  ["nothing", 0],
  ["there", 1],
  ["row", 2],
  ["row", 7],
] as const)(
  "rows multiplied by blocks have the bits of the same product in panels, started from %s, at turn %i",
  (start, turns) => {
    for (const K of [1, 2, 3, 7, 50, 65]) {
      for (const N of WIDTHS) {
        for (const M of [1, 2, 3, 5]) {
          const [left, right] = [memory.rows(M, K, draws(M * K, "a")), memory.rows(K, N, draws(K * N, "b"))];
          const [blocks, panels] = [memory.floats(K * right.stride), memory.floats(K * (right.stride + 4))];
          kernels.packBlocks(blocks.address, right.address, right.stride, K, right.stride);
          kernels.pack(panels.address, right.address, right.stride, K, right.stride);
          const row = memory.rows(1, N, draws(N, "c"));
          const [got, expected] = (["multiplyRows", "multiply"] as const).map((name) => {
            const out = memory.rows(M, N, draws(M * N, "c"));
            const from = { nothing: [0, 0], there: [out.address, out.stride], row: [row.address, 0] } as const;
            const packed = name === "multiply" ? panels : blocks;
            const [first, step] = from[start];
            const at = [out.address, out.stride, left.address, left.stride, packed.address] as const;
            kernels[name](...at, M, K, out.stride, first, step, turns);
            return { bits: bitsOf(out.values()), padding: [...out.padding()] };
          });
          expect(got, `M ${M}, K ${K}, N ${N}`).toEqual(expected);
          memory.clear();
        }
      }
    }
  },
);

test("what is no number stays none in its own column and row", () => {
  const right = memory.rows(2, 26, draws(52, "b"));
  const left = memory.rows(2, 2, Float32Array.of(1, Number.NaN, 0, 1));
  const blocks = memory.floats(2 * right.stride);
  kernels.packBlocks(blocks.address, right.address, right.stride, 2, right.stride);
  const out = memory.rows(2, 26, 0);
  kernels.multiplyRows(out.address, out.stride, left.address, left.stride, blocks.address, 2, 2, out.stride, 0, 0, 0);
  const values = [...out.values()];
  expect(values.slice(0, 26).every(Number.isNaN)).toBe(true);
  expect(values.slice(26)).toEqual([...draws(52, "b").slice(26)]);
});
