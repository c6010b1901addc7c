import { expect, test } from "vitest";
import type { Column } from "../contracts/index.ts";
import { type Past, pastOf } from "./past.ts";

test("a past ends before its cutoff row, and is no copy", () => {
  const values = Float64Array.of(1, 2, 3, 4);
  const past = pastOf(values, 2);
  expect([...past.values]).toEqual([1, 2]);
  expect(past.values.buffer).toBe(values.buffer);
  expect([...past.pieces()]).toEqual([past.values]);
  expect(pastOf(values, 0).values.length).toBe(0);
});

test("a cutoff outside the column is our own mistake", () => {
  expect(() => pastOf(new Float64Array(3), 4)).toThrow("internal: cutoff row 4");
  expect(() => pastOf(new Float64Array(3), 1.5)).toThrow("internal: cutoff row 1.5");
});

test("a whole column does not pass for a past: it does not compile", () => {
  const fit = (past: Past): number => past.values.length;
  const values = Float64Array.of(1, 2);
  const column: Column = { name: "y", values };
  const refused = [
    // @ts-expect-error an array is not a past
    () => fit(values),
    // @ts-expect-error a column is not a past
    () => fit(column),
    // @ts-expect-error nor is something of the same shape
    () => fit({ values }),
  ];
  expect(refused.length).toBe(3);
  expect(fit(pastOf(values, 1))).toBe(1);
});
