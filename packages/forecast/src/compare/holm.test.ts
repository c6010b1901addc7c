import fc from "fast-check";
import { expect, test } from "vitest";
import { holm } from "./holm.ts";

test("the smallest p counts as often as there are tests, the next once less, and none falls behind one before it", () => {
  // By hand: 0.01 · 4, 0.02 · 3, 0.03 · 2 raised to the one before, 0.5 · 1.
  expect(holm([0.5, 0.02, 0.01, 0.025])).toEqual([0.5, 0.06, 0.04, 0.06]);
  expect(holm([0.6, 0.9])).toEqual([1, 1]);
  expect(holm([0.03])).toEqual([0.03]);
  expect(holm([])).toEqual([]);
});

test("a test without an answer does not count", () => {
  expect(holm([null, 0.02, null, 0.04])).toEqual([null, 0.04, null, 0.04]);
});

test("adjusted values keep the order, are no smaller than given and at most 1", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }), (given) => {
      const adjusted = holm(given);
      given.forEach((p, i) => {
        expect(adjusted[i]).toBeGreaterThanOrEqual(p);
        expect(adjusted[i]).toBeLessThanOrEqual(1);
        given.forEach((other, j) => {
          if (p < other) expect(adjusted[i]).toBeLessThanOrEqual(adjusted[j]!);
        });
      });
    }),
  );
});
