import fc from "fast-check";
import { expect, test } from "vitest";
import { windowsApart } from "./apart.ts";

test("No row is drawn twice, and the newest window always is", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1, max: 9 }),
      (strides, horizon) => {
        let at = 10;
        const origins = strides.map((stride) => (at += stride));
        const chosen = windowsApart({ origins, horizon }, 1000);
        expect(chosen.at(-1)).toBe(origins.length - 1);
        chosen.slice(1).forEach((window, i) => {
          expect(origins[window]! - origins[chosen[i]!]!).toBeGreaterThanOrEqual(horizon);
        });
      },
    ),
  );
});

test("Windows at every row with a horizon of 3 leave every third, up to the rows asked for", () => {
  const origins = [5, 6, 7, 8, 9, 10, 11];
  expect(windowsApart({ origins, horizon: 3 }, 100)).toEqual([0, 3, 6]);
  expect(windowsApart({ origins, horizon: 3 }, 7)).toEqual([3, 6]);
  expect(windowsApart({ origins, horizon: 3 }, 1)).toEqual([6]);
  expect(windowsApart({ origins: [], horizon: 3 }, 100)).toEqual([]);
});
