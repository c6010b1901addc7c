import { expect, test } from "vitest";
import { factsIn, fill } from "./fill.ts";

test("A fact takes its place, with the word for one or for many where there are two", () => {
  const template = "{gaps:gap:gaps}, {differ:row differs:rows differ}, {unknown}";
  expect(fill(template, { gaps: 1, differ: "2" })).toBe("1 gap, 2 rows differ, {unknown}");
  expect(fill(template, { gaps: "12,067", differ: 0 })).toBe("12,067 gaps, 0 rows differ, {unknown}");
  expect(factsIn(template)).toEqual(["gaps", "differ", "unknown"]);
});

test("Braces inside a fact are text", () => {
  expect(fill("{a} {b}", { a: "{b}", b: 1 })).toBe("{b} 1");
});
