import fc from "fast-check";
import { expect, test } from "vitest";
import { between, mean, median, medianDeviation, quantile } from "./index.ts";

const extreme = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1.7e308, max: 1.7e308 }),
  fc.constantFrom(1e308, -1e308, 5e-324, -5e-324, 0, 1),
);

test("Mean, median and quantiles of finite values lie between the least and the most of them", () => {
  fc.assert(
    fc.property(
      fc.array(extreme, { minLength: 1, maxLength: 30 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (list, q) => {
        const ascending = Float64Array.from(list).sort();
        const slack = 1e-12 * Math.max(...list.map(Math.abs)) + 1e-322; // a mean is rounded at each of its sums
        for (const value of [mean(list), median(list), quantile(ascending, q), medianDeviation(ascending).median]) {
          expect(value).toBeGreaterThanOrEqual(ascending[0]! - slack);
          expect(value).toBeLessThanOrEqual(ascending.at(-1)! + slack);
        }
      },
    ),
  );
  expect(mean([1e308, -1e308, 1e308, -1e308])).toBeCloseTo(0, 9);
  expect(quantile(Float64Array.of(-1e308, 1e308), 0.75)).toBe(0.5e308);
  expect(between(-1e308, 1e308, 0.5)).toBe(0);
});
