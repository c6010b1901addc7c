import { expect, test } from "vitest";
import { mean } from "./mean.ts";

test("the mean of equal values is that value to the last bit", () => {
  expect(mean(Array.from({ length: 1000 }, () => 0.1))).toBe(0.1);
});

test("the mean of no values is NaN, and one NaN makes it NaN", () => {
  expect(mean([])).toBeNaN();
  expect(mean([1, Number.NaN, 2])).toBeNaN();
  expect(mean([1, 2, 6])).toBe(3);
});
