import fc from "fast-check";
import { expect, test } from "vitest";
import { beatsFirst } from "./beats-first.ts";

test("a small gain everywhere counts, a large one in one block does not", () => {
  expect(beatsFirst([10, 12, 9, 11], [9.8, 11.7, 8.9, 10.7])).toBe(true);
  expect(beatsFirst([10, 12, 9, 11], [4, 12, 9, 11])).toBe(false);
  expect(beatsFirst([10, 12, 9, 11], [10, 12, 9, 11])).toBe(false);
  expect(beatsFirst([10, 12, 9, 11], [10.1, 12.1, 9.1, 11.1])).toBe(false);
});

test("two standard errors are the bar", () => {
  // Gains of 1 and g have mean (1 + g) / 2 and standard error |1 − g| / 2: the bar is g = 1/3.
  expect(beatsFirst([2, 2], [Math.sqrt(3), Math.sqrt(4 - 0.34)])).toBe(true);
  expect(beatsFirst([2, 2], [Math.sqrt(3), Math.sqrt(4 - 0.33)])).toBe(false);
});

test("one block tells nothing", () => {
  expect(beatsFirst([10], [1])).toBe(false);
});

test("the unit of the target plays no part, and of two trials at most one beats the other", () => {
  const blocks = fc.array(
    fc.tuple(fc.double({ min: 0.1, max: 9, noNaN: true }), fc.double({ min: 0.1, max: 9, noNaN: true })),
    {
      minLength: 2,
      maxLength: 30,
    },
  );
  fc.assert(
    fc.property(blocks, (pairs) => {
      const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
      expect(
        beatsFirst(
          a.map((x) => 1024 * x),
          b.map((y) => 1024 * y),
        ),
      ).toBe(beatsFirst(a, b));
      expect(beatsFirst(a, b) && beatsFirst(b, a)).toBe(false);
    }),
  );
});
