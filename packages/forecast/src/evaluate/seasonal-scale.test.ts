import { expect, test } from "vitest";
import { pastOf } from "../prepare/index.ts";
import { seasonalScale } from "./seasonal-scale.ts";

const scale = (season: number, ...values: number[]): number =>
  seasonalScale(pastOf(Float64Array.from(values), values.length), season);

test("the seasonal scale is the mean distance of values one season apart", () => {
  expect(scale(1, 1, 3, 0)).toBe(2.5);
  expect(scale(2, 1, 10, 4, 15)).toBe(4);
});

test("pairs with a missing reading do not count", () => {
  expect(scale(1, 1, 3, Number.NaN, 10, 6)).toBe(3);
});

test("a series that repeats itself has scale 0, one shorter than its season none", () => {
  expect(scale(2, 1, 2, 1, 2)).toBe(0);
  expect(scale(3, 1, 2, 1)).toBeNaN();
  expect(scale(1)).toBeNaN();
});
