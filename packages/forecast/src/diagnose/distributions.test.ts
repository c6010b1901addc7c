import { expect, test } from "vitest";
import { chiSquareAbove } from "./chi-square.ts";
import { erfc, normalBelow } from "./normal.ts";

/** From scipy 1.10 and Abramowitz & Stegun's tables 7.1, 26.1 and 26.8. */
test("the normal distribution keeps its digits from the middle to the far tail", () => {
  expect(erfc(0)).toBe(1);
  for (const [x, value] of [
    [0.5, 0.4795001221869535],
    [1, 0.15729920705028513],
    [1.999999, 0.004677755495],
    [2, 0.004677734981047266],
    [3, 2.209049699858544e-5],
    [5, 1.5374597944280349e-12],
    [10, 2.088487583762545e-45],
  ] as const) {
    expect(erfc(x) / value, `erfc(${x})`).toBeCloseTo(1, x === 1.999999 ? 7 : 13);
  }
  expect(normalBelow(0)).toBe(0.5);
  expect(normalBelow(1.959963984540054)).toBeCloseTo(0.975, 14);
  expect(normalBelow(-1.959963984540054)).toBeCloseTo(0.025, 14);
  expect(normalBelow(-Number.MAX_VALUE)).toBe(0);
});

test("chi-square tails: published points, an exponential for two degrees, and far out", () => {
  for (const [degrees, x, above] of [
    [1, 3.841458820694124, 0.05],
    [2, 5.991464547107979, 0.05],
    [3, 7.814727903251179, 0.05],
    [10, 18.307038053275146, 0.05],
    [10, 23.209251158954356, 0.01],
    [31, 44.98534328036513, 0.05],
    [100, 124.34211340400407, 0.05],
  ] as const) {
    expect(chiSquareAbove(x, degrees), `${degrees} degrees`).toBeCloseTo(above, 12);
  }
  expect(chiSquareAbove(600, 2) / Math.exp(-300)).toBeCloseTo(1, 12);
  expect([chiSquareAbove(0, 3), chiSquareAbove(-1, 4), chiSquareAbove(Number.POSITIVE_INFINITY, 3)]).toEqual([1, 1, 0]);
  expect(chiSquareAbove(Number.NaN, 3)).toBeNaN();
});

test("with thousands of degrees the sum neither overflows nor leaves 0 … 1", () => {
  // The mean is exceeded in a little less than half of all cases, seven deviations above it hardly ever.
  expect(chiSquareAbove(5000, 5000)).toBeCloseTo(0.4973, 3);
  expect(chiSquareAbove(5001, 5001)).toBeCloseTo(0.4973, 3);
  expect(chiSquareAbove(5700, 5000)).toBeLessThan(1e-9);
  expect(chiSquareAbove(1, 5000)).toBeCloseTo(1, 14);
});
