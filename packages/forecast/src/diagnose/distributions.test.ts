import { expect, test } from "vitest";
import { chiSquareAbove } from "./chi-square.ts";
import { erfc, normalBelow } from "./normal.ts";
import { studentBeyond, studentBound } from "./student-t.ts";

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

/** From scipy 1.17, and the closed forms of one, two and four degrees of freedom. */
test("Student's t keeps its digits from one degree of freedom to a million, in the middle and far out", () => {
  for (const [degrees, t, beyond] of [
    [1, 1, 0.5],
    [1, 12.706204736432095, 0.05],
    [2, 4.302652729911275, 0.05],
    [4, 2.7764451051977987, 0.05],
    [9, 0.3, 0.7709907037415248],
    [16, 1.5, 0.15308765178488073],
    [30, 8, 6.265822475700759e-9],
    [120, 1.9799304050824413, 0.05],
    [5000, 1, 0.31735889958802993],
    [5000, 40, 8.41485047193577e-304],
    [100_000, 1.959988, 0.04999996581475988],
    [1_000_000, 5, 5.733997870890745e-7],
    [3, 1e6, 2.205315581679229e-18],
    [8759, 0.02, 0.9840438281163137],
  ] as const) {
    expect(studentBeyond(t, degrees) / beyond, `${degrees} degrees, ${t}`).toBeCloseTo(1, 9);
    expect(studentBeyond(-t, degrees)).toBe(studentBeyond(t, degrees));
  }
  for (const t of [0.01, 0.4, 1, 3, 50]) {
    const root = Math.sqrt(2 + t * t);
    expect(studentBeyond(t, 1)).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(t), 14);
    expect(studentBeyond(t, 2)).toBeCloseTo(1 - t / root, 14);
    const four = t / Math.sqrt(4 + t * t);
    expect(studentBeyond(t, 4)).toBeCloseTo(1 - four * (1 + 2 / (4 + t * t)), 14);
  }
  expect([studentBeyond(0, 3), studentBeyond(Number.NEGATIVE_INFINITY, 3)]).toEqual([1, 0]);
  expect(studentBeyond(Number.NaN, 3)).toBeNaN();
  // With many degrees of freedom it is the normal distribution.
  expect(studentBeyond(1.959963984540054, 100_000_000)).toBeCloseTo(0.05, 8);
});

test("the bound of Student's t is what is exceeded that often", () => {
  for (const [degrees, beyond, bound] of [
    [1, 0.05, 12.706204736432095],
    [4, 0.05, 2.7764451051977987],
    [8, 0.01, 3.3553873313333957],
    [120, 0.05, 1.9799304050824413],
    [30, 0.9, 0.12672961313207354],
  ] as const) {
    expect(studentBound(beyond, degrees)).toBeCloseTo(bound, 8);
    expect(studentBeyond(studentBound(beyond, degrees), degrees)).toBeCloseTo(beyond, 12);
  }
  expect(studentBound(1, 5)).toBeLessThan(1e-6);
});
