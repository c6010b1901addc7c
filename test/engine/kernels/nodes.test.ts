import { afterAll, afterEach, expect, test } from "vitest";
import { draws } from "../../support/draws.ts";
import { KernelMemory } from "../../support/kernel-memory.ts";
import { largestError } from "../../support/largest-error.ts";
import { bitsOf } from "../../support/ulp.ts";

const memory = await KernelMemory.open();
const { kernels } = memory;
afterEach(() => memory.clear());
afterAll(() => memory.close());

const SIZES = [
  { B: 1, N: 1, E: 0 },
  { B: 3, N: 2, E: 0 },
  { B: 2, N: 5, E: 3 },
  { B: 5, N: 3, E: 6 },
];

test("spreadNodes gives every node its column and those that are every node's, of the rows asked for alone", () => {
  for (const { B, N, E } of SIZES) {
    const x = draws(B * (N + E), "x");
    const [from, to] = [memory.rows(B, N + E, x), memory.rows(N * B, 1 + E, 0)];
    // All rows of the batch but the first.
    const [target, source] = [to.address + 4 * to.stride, from.address + 4 * from.stride];
    kernels.spreadNodes(target, to.stride, B * to.stride, source, from.stride, B - 1, N, N + E);
    const expected = Array.from({ length: N * B * (1 + E) }, (_, i) => {
      const [node, b, c] = [Math.floor(i / (B * (1 + E))), Math.floor(i / (1 + E)) % B, i % (1 + E)];
      return b === 0 ? 0 : x[b * (N + E) + (c === 0 ? node : N + c - 1)]!;
    });
    expect([...to.values()]).toEqual(expected);
    expect(to.padding().every((value) => value === 0)).toBe(true);
    memory.clear();
  }
});

test("spreadNodesGradient sums over the nodes what is every node's, written over or added", () => {
  for (const { B, N, E } of SIZES) {
    for (const accumulate of [0, 1] as const) {
      const [slope, before] = [draws(N * B * (1 + E), "slope"), draws(B * (N + E), "before")];
      const [from, dx] = [memory.rows(N * B, 1 + E, slope), memory.rows(B, N + E, before)];
      const node = B * from.stride;
      kernels.spreadNodesGradient(dx.address, dx.stride, from.address, from.stride, node, B, N, N + E, accumulate);
      const expected = before.map((old, i) => {
        const [b, c] = [Math.floor(i / (N + E)), i % (N + E)];
        const at = (j: number, column: number) => slope[(j * B + b) * (1 + E) + column]!;
        let sum = c < N ? at(c, 0) : 0;
        if (c >= N) for (let j = 0; j < N; j++) sum += at(j, c - N + 1);
        return accumulate === 1 ? old + sum : sum;
      });
      expect(largestError(dx.values(), expected)).toBeLessThan(1e-6);
      expect(dx.padding().every((value) => value === 0)).toBe(true);
      memory.clear();
    }
  }
});

test("mixNodes weighs nodes, leaves out those without a weight, and touches no row that it was not asked for", () => {
  for (const { nodes, groups, node, n } of [
    { nodes: 1, groups: 1, node: 4, n: 4 },
    { nodes: 3, groups: 2, node: 12, n: 8 },
    { nodes: 7, groups: 3, node: 20, n: 20 },
  ]) {
    for (const accumulate of [0, 1] as const) {
      const [x, before] = [draws(groups * nodes * node, "x"), draws(groups * nodes * node, "before")];
      // Nobody hears from node 0, whatever it says, and it hears nobody.
      const weights = draws(nodes * nodes, "weights").map((w, i) => (i < nodes || i % nodes === 0 ? 0 : w));
      for (let g = 0; g < groups; g++) x[g * nodes * node] = Number.NaN;
      const y = memory.floats(before);
      const [from, by] = [memory.floats(x).address, memory.floats(weights).address];
      kernels.mixNodes(y.address, from, by, nodes, node, groups, n, accumulate);
      const expected = before.map((old, at) => {
        const [g, i, k] = [Math.floor(at / (nodes * node)), Math.floor(at / node) % nodes, at % node];
        if (k >= n) return old;
        let sum = accumulate === 1 ? old : 0;
        for (let j = 1; j < nodes; j++) {
          const weight = weights[i * nodes + j]!;
          if (weight !== 0) sum = Math.fround(sum + Math.fround(weight * x[(g * nodes + j) * node + k]!));
        }
        return sum;
      });
      expect(bitsOf(y.read())).toEqual(bitsOf(expected));
      memory.clear();
    }
  }
});
