import { elementary } from "@gatecast/engine";
import { afterAll, afterEach, expect, test } from "vitest";
import { KernelMemory } from "../../support/kernel-memory.ts";
import { ulpDistance } from "../../support/ulp.ts";

const memory = await KernelMemory.open();
afterEach(() => memory.clear());
afterAll(() => memory.close());

const EXACT = {
  ...{ exp: elementary.exp, sigmoid: elementary.sigmoid, tanh: elementary.tanh },
  logSigmoid: (x: number) => Math.min(x, 0) - elementary.log1p(elementary.exp(-Math.abs(x))),
};
type Name = keyof typeof EXACT;

/** f of every value; the count is filled up to a multiple of four. */
function apply(name: Name, values: ArrayLike<number>): Float32Array {
  const n = Math.ceil(values.length / 4) * 4;
  const x = new Float32Array(n);
  x.set(values);
  const y = memory.floats(n);
  memory.kernels[name](y.address, memory.floats(x).address, n);
  return y.read().slice(0, values.length);
}

/** The largest distance from the float64 value rounded once, in units in the last place, over a dense sweep. */
function worstUlp(name: Name, from: number, to: number): { ulp: number; at: number } {
  const count = 100_000;
  const x = Float32Array.from({ length: count + 1 }, (_, i) => from + ((to - from) * i) / count);
  const y = apply(name, x);
  let worst = { ulp: 0, at: from };
  x.forEach((value, i) => {
    const ulp = ulpDistance(y[i]!, Math.fround(EXACT[name](value)));
    if (ulp > worst.ulp) worst = { ulp, at: value };
  });
  return worst;
}

const SWEEPS: readonly (readonly [Name, number, number, number])[] = [
  ["exp", -87.3, 88.72, 1],
  ["exp", -1, 1, 1],
  ["exp", -103.9, -87.3, 1],
  ["sigmoid", -87, 87, 2],
  ["sigmoid", -2, 2, 2],
  ["tanh", -10, 10, 2],
  ["tanh", -0.7, 0.7, 2],
  ["tanh", -1e-3, 1e-3, 2],
  ["tanh", -1e-30, 1e-30, 2],
  ["logSigmoid", -200, 80, 2],
  ["logSigmoid", -2, 2, 3],
];

for (const [name, from, to, limit] of SWEEPS) {
  test(`${name} from ${from} to ${to} is within ${limit} units in the last place`, () => {
    const { ulp, at } = worstUlp(name, from, to);
    expect(ulp, `worst at ${at}`).toBeLessThanOrEqual(limit);
  });
}

const INF = Number.POSITIVE_INFINITY;
const TINY = 2 ** -149;

const LANDMARKS: Readonly<Record<Name, readonly (readonly [number, number])[]>> = {
  exp: [
    [0, 1],
    [-0, 1],
    [INF, INF],
    [-INF, 0],
    [89, INF],
    [1e30, INF],
    [-104, 0],
    [-1e30, 0],
    [TINY, 1],
  ],
  sigmoid: [
    [0, 0.5],
    [-0, 0.5],
    [INF, 1],
    [30, 1],
    [3e38, 1],
    [TINY, 0.5],
  ],
  tanh: [
    [0, 0],
    [-0, -0],
    [INF, 1],
    [-INF, -1],
    [20, 1],
    [-3e38, -1],
    [TINY, TINY],
    [-TINY, -TINY],
    [2 ** -130, 2 ** -130],
  ],
  logSigmoid: [
    [0, Math.fround(-Math.LN2)],
    [-0, Math.fround(-Math.LN2)],
    [INF, 0],
    [-INF, -INF],
    [-1e30, Math.fround(-1e30)],
    [3e38, 0],
    [TINY, Math.fround(-Math.LN2)],
  ],
};

for (const [name, pairs] of Object.entries(LANDMARKS) as [Name, (typeof LANDMARKS)[Name]][]) {
  test(`${name} meets its landmarks to the bit in every lane, and NaN stays NaN`, () => {
    for (const [x, y] of pairs) {
      for (let lane = 0; lane < 4; lane++) {
        const input = [0.3, 0.3, 0.3, 0.3];
        input[lane] = x;
        expect(apply(name, input)[lane], `${name}(${x}) in lane ${lane}`).toBe(y);
      }
    }
    expect([...apply(name, [Number.NaN, 0, Number.NaN, 1])].map(Number.isNaN)).toEqual([true, false, true, false]);
  });
}

test("sigmoid far below zero is held above the subnormals and below 2e-38", () => {
  for (const y of apply("sigmoid", [-INF, -3e38, -1000, -88])) {
    expect(y).toBeGreaterThan(2 ** -126);
    expect(y).toBeLessThan(2e-38);
  }
});

test("tanh is odd to the bit, and never passes 1", () => {
  const x = Float32Array.from({ length: 4000 }, (_, i) => i / 200 + 1e-5);
  const up = apply("tanh", x);
  expect(
    apply(
      "tanh",
      x.map((value) => -value),
    ),
  ).toEqual(up.map((value) => -value));
  expect(Math.max(...up)).toBe(1);
});
