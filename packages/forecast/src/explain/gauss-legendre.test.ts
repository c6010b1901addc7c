import { expect, test } from "vitest";
import { gaussLegendre } from "./gauss-legendre.ts";

test("the nodes are those of the tables, in rising order", () => {
  // Abramowitz & Stegun, table 25.4, moved from [−1, 1] to [0, 1].
  const [low, middle, high] = gaussLegendre(3);
  expect(low!.at).toBeCloseTo((1 - 0.774596669241483) / 2, 14);
  expect(middle).toEqual({ at: expect.closeTo(0.5, 15), weight: expect.closeTo(4 / 9, 14) });
  expect(high!.weight).toBeCloseTo(5 / 18, 14);
  expect(gaussLegendre(1)).toEqual([{ at: expect.closeTo(0.5, 15), weight: expect.closeTo(1, 15) }]);
});

test("n nodes integrate polynomials of degree 2n − 1, however many they are", () => {
  for (const n of [2, 5, 32, 256]) {
    const degree = Math.min(2 * n - 1, 60);
    const sum = gaussLegendre(n).reduce((total, { at, weight }) => {
      let power = 1;
      for (let k = 0; k < degree; k++) power *= at;
      return total + weight * power;
    }, 0);
    expect(sum).toBeCloseTo(1 / (degree + 1), 13);
  }
});
