import { elementary, type Kernels } from "@gatecast/engine";
import { afterAll, afterEach, expect, test } from "vitest";
import { draws } from "../../support/draws.ts";
import { KernelMemory } from "../../support/kernel-memory.ts";
import { largestError } from "../../support/largest-error.ts";
import { bitsOf } from "../../support/ulp.ts";

const memory = await KernelMemory.open();
const { kernels } = memory;
afterEach(() => memory.clear());
afterAll(() => memory.close());

const COUNTS = [4, 8, 12, 16, 20, 64, 256, 260];
const EDGES = [0, -0, 1, -1, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, 2 ** -149];
const round = Math.fround;

/** Values of three tensors of n floats: every pair of edges first, then plain numbers. */
function operands(n: number): readonly [Float32Array, Float32Array, Float32Array] {
  const [a, b, before] = [draws(n, "a"), draws(n, "b"), draws(n, "before")];
  for (let i = 0; i < Math.min(n, 64); i++) {
    a[i] = EDGES[i % 8]!;
    b[i] = EDGES[i >> 3]!;
  }
  return [a, b, before];
}

/** A kernel of two tensors and its definition, rounded to float32 wherever the kernel rounds. */
interface Pair {
  readonly run: (k: Kernels, y: number, a: number, b: number, n: number, accumulate: 0 | 1) => void;
  readonly value: (a: number, b: number) => number;
}

const PAIRS: Readonly<Record<string, Pair>> = {
  multiplyElements: { run: (k, y, a, b, n, add) => k.multiplyElements(y, a, b, n, add), value: (a, b) => round(a * b) },
  multiplyComplement: {
    run: (k, y, a, b, n, add) => k.multiplyComplement(y, a, b, n, add),
    value: (x, g) => round(x * round(1 - g)),
  },
  sigmoidGradient: {
    run: (k, y, a, b, n, add) => k.sigmoidGradient(y, a, b, n, add),
    value: (y, dy) => round(dy * round(y * round(1 - y))),
  },
  tanhGradient: {
    run: (k, y, a, b, n, add) => k.tanhGradient(y, a, b, n, add),
    value: (y, dy) => round(dy * round(1 - round(y * y))),
  },
  reluGradient: { run: (k, y, a, b, n, add) => k.reluGradient(y, a, b, n, add), value: (y, dy) => (y > 0 ? dy : 0) },
  scale: { run: (k, y, a, _, n, add) => k.scale(y, a, 0.3, n, add), value: (a) => round(a * round(0.3)) },
};

for (const [name, { run, value }] of Object.entries(PAIRS)) {
  test(`${name} is its formula to the bit, written over or added`, () => {
    for (const n of COUNTS) {
      for (const accumulate of [0, 1] as const) {
        const [a, b, before] = operands(n);
        const y = memory.floats(before);
        run(kernels, y.address, memory.floats(a).address, memory.floats(b).address, n, accumulate);
        const expected = before.map((old, i) => {
          const own = value(a[i]!, b[i]!);
          return accumulate === 1 ? round(old + own) : own;
        });
        expect(y.read(), `n ${n}, accumulate ${accumulate}`).toEqual(expected);
      }
    }
  });
}

test("geluArgument and geluGradient are their formulas, written over or added, infinities and NaN included", () => {
  const argument = (x: number) => 2 * Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3);
  for (const n of COUNTS) {
    for (const accumulate of [0, 1] as const) {
      const [x, dy, before] = [draws(n, "x"), draws(n, "dy"), draws(n, "before")];
      const [u, dx, from] = [memory.floats(n), memory.floats(before), memory.floats(x)];
      kernels.geluArgument(u.address, from.address, n);
      expect(largestError(u.read(), x.map(argument))).toBeLessThan(1e-6);
      const s = u.read().map((value) => elementary.sigmoid(value));
      kernels.geluGradient(
        dx.address,
        from.address,
        memory.floats(s).address,
        memory.floats(dy).address,
        n,
        accumulate,
      );
      const value = (y: number) => y * elementary.sigmoid(argument(y));
      const expected = x.map((point, i) => {
        const slope = (dy[i]! * (value(point + 1e-5) - value(point - 1e-5))) / 2e-5;
        return accumulate === 1 ? before[i]! + slope : slope;
      });
      expect(largestError(dx.read(), expected), `n ${n}, accumulate ${accumulate}`).toBeLessThan(1e-6);
    }
  }
  const edges = memory.floats(4);
  kernels.geluArgument(edges.address, memory.floats([0, Number.POSITIVE_INFINITY, -1e30, Number.NaN]).address, 4);
  expect([...edges.read()]).toEqual([0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN]);
});

test("multiplyDifference is x times the rounded difference, written over or added", () => {
  for (const n of COUNTS) {
    for (const accumulate of [0, 1] as const) {
      const [a, b, before] = operands(n);
      const x = draws(n, "x");
      const y = memory.floats(before);
      const [left, right] = [memory.floats(a).address, memory.floats(b).address];
      kernels.multiplyDifference(y.address, memory.floats(x).address, left, right, n, accumulate);
      const expected = before.map((old, i) => {
        const own = round(x[i]! * round(a[i]! - b[i]!));
        return accumulate === 1 ? round(old + own) : own;
      });
      expect(y.read(), `n ${n}, accumulate ${accumulate}`).toEqual(expected);
    }
  }
});

test("add is the rounded sum, infinities and NaN included", () => {
  const [a, b] = operands(64);
  const y = memory.floats(64);
  kernels.add(y.address, memory.floats(a).address, memory.floats(b).address, 64);
  expect(y.read()).toEqual(a.map((value, i) => value + b[i]!));
});

test("addToSteps adds one row to every step and touches nothing between them", () => {
  for (const steps of [0, 1, 3]) {
    const [x, row, before] = [draws(36, "x"), draws(8, "row"), draws(36, "y")];
    const y = memory.floats(before);
    kernels.addToSteps(y.address, memory.floats(x).address, memory.floats(row).address, 8, 12, steps);
    const isOf = (i: number) => i < 12 * steps && i % 12 < 8;
    expect(y.read(), `${steps} steps`).toEqual(before.map((old, i) => (isOf(i) ? x[i]! + row[i % 12]! : old)));
  }
});

test("relu takes the larger of x and 0, and NaN stays NaN", () => {
  const x = memory.floats([-1, -0, 0, 1, Number.NaN, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 2 ** -149]);
  const y = memory.floats(8);
  kernels.relu(y.address, x.address, 8);
  const INF = Number.POSITIVE_INFINITY;
  expect([...y.read()].map((value) => value + 0)).toEqual([0, 0, 0, 1, Number.NaN, 0, INF, 2 ** -149]);
});

test("a gradient written in place over the upstream one is the same", () => {
  const [y, dy] = [draws(16, "y"), draws(16, "dy")];
  const apart = memory.floats(16);
  const upstream = memory.floats(dy);
  const values = memory.floats(y);
  kernels.tanhGradient(apart.address, values.address, upstream.address, 16, 0);
  kernels.tanhGradient(upstream.address, values.address, upstream.address, 16, 0);
  expect(bitsOf(upstream.read())).toEqual(bitsOf(apart.read()));
});

test("slopes written with the saved value are the slopes of the functions", () => {
  const x = draws(64, "x").map((value) => 3 * value);
  const ones = memory.floats(new Float32Array(64).fill(1));
  const [y, dx] = [memory.floats(64), memory.floats(64)];
  for (const name of ["sigmoid", "tanh"] as const) {
    kernels[name](y.address, memory.floats(x).address, 64);
    kernels[`${name}Gradient`](dx.address, y.address, ones.address, 64, 0);
    const got = dx.read();
    x.forEach((value, i) => {
      const slope = (elementary[name](value + 1e-6) - elementary[name](value - 1e-6)) / 2e-6;
      expect(Math.abs(got[i]! - slope), `${name}′(${value})`).toBeLessThan(5e-7);
    });
  }
});
