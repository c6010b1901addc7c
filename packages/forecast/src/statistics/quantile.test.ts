import { expect, test } from "vitest";
import { quantile } from "./quantile.ts";

test("quantiles interpolate linearly, as numpy's do", () => {
  const four = Float64Array.of(1, 2, 4, 100);
  expect(quantile(four, 0)).toBe(1);
  expect(quantile(four, 0.25)).toBe(1.75);
  expect(quantile(four, 0.5)).toBe(3);
  expect(quantile(four, 0.75)).toBe(28);
  expect(quantile(four, 1)).toBe(100);
  expect(quantile(Float64Array.of(7), 0.3)).toBe(7);
});

test("no values have no quantile", () => {
  expect(quantile(new Float64Array(), 0.5)).toBeNaN();
});
