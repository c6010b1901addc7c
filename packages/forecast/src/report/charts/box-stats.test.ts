import { expect, test } from "vitest";
import { boxStats } from "./box-stats.ts";

test("Whiskers end at the last readings within 1.5 interquartile ranges, and the rest are outliers", () => {
  // Quartiles 2.75, 4.5 and 6.25: fences at -2.5 and 11.5.
  const values = Float64Array.of(Number.NaN, 1, 2, 3, 4, 5, 6, 7, 11.4, 30, -9, Number.POSITIVE_INFINITY);
  const stats = boxStats(values.filter((value) => value !== 30 && value !== -9))!;
  expect(stats.count).toBe(8);
  expect(stats.quartiles).toEqual([2.75, 4.5, 6.25]);
  expect([stats.lower, stats.upper]).toEqual([1, 11.4]);
  expect([...stats.outliers]).toEqual([]);
  const wild = boxStats(values)!;
  expect([...wild.outliers]).toEqual([-9, 30]);
  expect([wild.lower, wild.upper]).toEqual([1, 11.4]);
});

test("A constant column is a line, and a column without readings is no box", () => {
  expect(boxStats(Float64Array.of(7, 7, 7))).toMatchObject({ lower: 7, upper: 7, quartiles: [7, 7, 7] });
  expect(boxStats(Float64Array.of(Number.NaN))).toBeUndefined();
});
