import { expect, test } from "vitest";
import { type CellDefinition, cell } from "./define.ts";
import { normalized, sigmoid, tanh } from "./expression.ts";
import { seesSigns } from "./sees-signs.ts";

const normed = {
  name: "normed",
  source: "for tests",
  states: ["h"],
  gates: { a: "x", b: "h" },
  unbiased: ["a"],
  step: ({ a, b }) => ({ h: tanh(normalized(a!).plus(normalized(b!))) }),
} satisfies CellDefinition;

test("a cell that normalises all that its inputs say sees signs; one that hears of them otherwise sees more", () => {
  const others: readonly object[] = [
    { unbiased: [] },
    { gates: { a: "x + h", b: "h" } },
    { gates: { a: "x", b: "x" } },
    {
      given: ["input"],
      step: ({ a, b }: never, _: never, { input }: never) => ({ h: normalized(a).plus(b).plus(input) }),
    },
    { step: ({ a, b }: Parameters<typeof normed.step>[0]) => ({ h: normalized(a!).plus(sigmoid(a!)).plus(b!) }) },
    { states: ["h", "c"], step: ({ a, b }: never, { c }: never) => ({ h: normalized(b).plus(c), c: a }) },
  ];
  expect(seesSigns(cell(normed as CellDefinition))).toBe(true);
  for (const change of others) expect(seesSigns(cell({ ...normed, ...change } as CellDefinition))).toBe(false);
});
