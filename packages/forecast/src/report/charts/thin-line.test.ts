import fc from "fast-check";
import { expect, test } from "vitest";
import { type Point, thinLine, thinReadings } from "./thin-line.ts";

const value = fc.oneof(
  { weight: 9, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
);

test("Thinning keeps the extremes and both ends, in order, and is small enough", () => {
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 400 }),
      fc.integer({ min: 1, max: 12 }),
      (values, buckets) => {
        const points = values.map((y, i): Point => [i, y]);
        const thin = thinLine(points, buckets);
        const finite = (line: readonly Point[]) => line.map(([, y]) => y).filter((y) => !Number.isNaN(y));
        expect(Math.min(...finite(thin))).toBe(Math.min(...finite(points)));
        expect(Math.max(...finite(thin))).toBe(Math.max(...finite(points)));
        expect([thin[0], thin.at(-1)]).toEqual([points[0], points.at(-1)]);
        expect(thin.every(([at], i) => i === 0 || at > thin[i - 1]![0])).toBe(true);
        expect(thin.length).toBeLessThanOrEqual(5 * buckets);
      },
    ),
    { numRuns: 100 },
  );
});

test("A spike of one row among 43,824 stays, and so does a gap", () => {
  const points = Array.from({ length: 43_824 }, (_, i): Point => [i, i === 31_415 ? 1e6 : i === 2718 ? Number.NaN : 1]);
  const thin = thinLine(points, 450);
  expect(thin).toContainEqual([31_415, 1e6]);
  expect(thin).toContainEqual([2718, Number.NaN]);
});

test("Of several gaps in one bucket the widest stays", () => {
  const at = Float64Array.from({ length: 10_000 }, (_, i) => (i < 5005 ? i : i + 100_000));
  const values = at.map((_, i) => (i % 10 === 4 ? Number.NaN : i % 7));
  const thin = thinReadings(at, values, 100);
  const last = thin.findLast(([place]) => place < 5004)!;
  expect(thin[thin.indexOf(last) + 1]).toEqual([5004, Number.NaN]);
});

test("A short line is left as it is", () => {
  const points: readonly Point[] = [
    [0, 1],
    [1, Number.NaN],
    [2, 3],
  ];
  expect(thinLine(points, 450)).toBe(points);
  expect(thinLine([], 450)).toEqual([]);
});
