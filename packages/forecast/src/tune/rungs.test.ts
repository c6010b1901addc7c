import fc from "fast-check";
import { expect, test } from "vitest";
import { promoted, type Ranked, ranked, rungsUpTo } from "./rungs.ts";

const row = (trial: number, rmse: number | null, promise = 1): Ranked => ({ trial, rmse, promise });
const numbers = (rows: readonly Ranked[]) => rows.map(({ trial }) => trial);

test("each rung trains three times as long as the one before, and the last one as long as fit", () => {
  expect(rungsUpTo(100)).toEqual([2, 6, 18, 54, 100]);
  expect(rungsUpTo(54)).toEqual([2, 6, 18, 54]);
  expect(rungsUpTo(2)).toEqual([2]);
  expect(rungsUpTo(1)).toEqual([1]);
  expect(rungsUpTo(0)).toEqual([0]);
});

test("trials are ranked by error, then by promise, then by number; failed ones have no rank", () => {
  expect(numbers(ranked([row(2, 5), row(3, null), row(4, 3), row(5, 5, 0.9), row(6, 3)]))).toEqual([4, 6, 5, 2]);
});

test("the best third goes on, and the first trial with it", () => {
  const nine = [4, 9, 1, 8, 2, 7, 3, 6, 5].map((rmse, i) => row(i + 10, rmse));
  expect(numbers(promoted(nine))).toEqual([12, 14, 16]);
  expect(numbers(promoted([row(1, 99), ...nine.slice(1)]))).toEqual([12, 14, 16, 1]);
  expect(numbers(promoted([row(1, null), row(2, 7)]))).toEqual([2]);
  expect(promoted([row(2, null)])).toEqual([]);
});

test("nobody who is left behind was better than one who goes on", () => {
  const errors = fc.array(fc.option(fc.double({ min: 0, max: 9, noNaN: true }), { nil: null }), {
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(errors, (rmses) => {
      const rows = rmses.map((rmse, i) => row(i + 2, rmse));
      const kept = promoted(rows);
      const worst = Math.max(...kept.map(({ rmse }) => rmse ?? 0));
      const left = rows.filter((one) => one.rmse !== null && !kept.includes(one));
      expect(left.every(({ rmse }) => (rmse ?? 0) >= worst)).toBe(true);
      expect(kept.length).toBe(Math.min(Math.ceil(rows.length / 3), kept.length + left.length));
    }),
  );
});
