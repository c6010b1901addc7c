import { expect, test } from "vitest";
import { compileCell } from "./compile.ts";
import { type CellDefinition, cell } from "./define.ts";
import { sigmoid, tanh } from "./expression.ts";

const sound = {
  name: "mine",
  source: "for tests",
  states: ["h"],
  gates: { a: "x + h", b: "x" },
  step: ({ a, b }) => ({ h: sigmoid(a!).times(tanh(b!)) }),
} satisfies CellDefinition;

test("a gate made of something that does not exist is named, with what it may be made of", () => {
  const gates = { a: "x + h", b: "x + q" };
  expect(() => cell({ ...sound, gates })).toThrow(
    new RangeError('cell "mine": gate "b" is made of "x + q"; write "x", "h", or "x + " and one of h'),
  );
});

test("a gate may not be made of two recurrent parts, of nothing, or of a state that is not the output", () => {
  for (const source of ["h + h", "x + h + h", "", "c"]) {
    const make = () =>
      cell({ ...sound, states: ["h", "c"], gates: { a: source }, step: ({ a }, { c }) => ({ h: a.times(c), c }) });
    expect(make, `"${source}"`).toThrow(RangeError);
    expect(make, `"${source}"`).toThrow('gate "a"');
  }
});

test("a step that forgets a state is told which", () => {
  const forgets = { ...sound, states: ["h", "c"] };
  expect(() => cell(forgets)).toThrow(new RangeError('cell "mine": step returns no next value for state "c"'));
});

test("a cell without a state is no cell", () => {
  expect(() => cell({ ...sound, states: [] })).toThrow(new RangeError('cell "mine": a cell needs at least one state'));
});

test("an equation that uses a gate before its source exists is named, and so is the source", () => {
  const late = cell({
    ...sound,
    gates: { a: "x + h", n: "x + early" },
    between: { early: ({ a, n }, { h }) => sigmoid(a!.plus(n!)).times(h!) },
    step: ({ n }) => ({ h: tanh(n!) }),
  });
  expect(() => compileCell(late)).toThrow(
    new RangeError('cell "mine": "early" uses gate "n", which waits for "early"'),
  );
});

test("one name for two things is refused", () => {
  expect(() => cell({ ...sound, between: { h: ({ a }) => a! } })).toThrow(
    new RangeError('cell "mine": "h" names two things'),
  );
  expect(() => cell({ ...sound, states: ["h", "h"] })).toThrow('"h" names two things');
  expect(() => cell({ ...sound, between: { x: ({ a }) => a! } })).toThrow('"x" names two things');
});

test("a bias that starts at one belongs to a gate that exists", () => {
  expect(() => cell({ ...sound, biasOne: ["f"] as never })).toThrow(
    new RangeError('cell "mine": biasOne names "f", which is no gate'),
  );
});

test("gates may be written without spaces and in any order of parts", () => {
  const loose = cell({ ...sound, gates: { a: "h+x", b: "  x  " } });
  expect(loose.gates).toEqual([
    { name: "a", input: true, recurrent: "h" },
    { name: "b", input: true, recurrent: null },
  ]);
});

test("compiling a cell twice gives the same object", () => {
  const once = cell(sound);
  expect(compileCell(once)).toBe(compileCell(once));
});
