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
    new RangeError('cell "mine": gate "b" is made of "x + q"; write "x", "h", or "x + " and one or more of h'),
  );
});

test("a gate may not be made of one part twice, of nothing, or of what does not exist", () => {
  for (const source of ["h + h", "x + h + h", "x + x", "", "d"]) {
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
  const late = {
    ...sound,
    gates: { a: "x + h", n: "x + early" },
    between: { early: ({ a, n }, { h }) => sigmoid(a!.plus(n!)).times(h!) },
    step: ({ n }) => ({ h: tanh(n!) }),
  } satisfies CellDefinition;
  expect(() => cell(late)).toThrow(new RangeError('cell "mine": "early" uses gate "n", which waits for "early"'));
});

test("one name for two things is refused", () => {
  expect(() => cell({ ...sound, between: { h: ({ a }) => a! } })).toThrow(
    new RangeError('cell "mine": "h" names two things'),
  );
  expect(() => cell({ ...sound, states: ["h", "h"] })).toThrow('"h" names two things');
  expect(() => cell({ ...sound, between: { x: ({ a }) => a! } })).toThrow('"x" names two things');
});

test("a bias that starts at one belongs to a gate that exists", () => {
  expect(() => cell({ ...sound, starts: { biases: { f: 1 } as never } })).toThrow(
    new RangeError('cell "mine": starts.biases names "f", which is no gate'),
  );
});

test("gates may be written without spaces and in any order of parts", () => {
  const loose = cell({ ...sound, gates: { a: "h+x", b: "  x  " } });
  expect(loose.gates).toEqual([
    { name: "a", input: true, recurrent: ["h"], bias: true, connection: null },
    { name: "b", input: true, recurrent: [], bias: true, connection: null },
  ]);
});

test("compiling a cell twice gives the same object", () => {
  const once = cell(sound);
  expect(compileCell(once)).toBe(compileCell(once));
});

test("whatever is declared and used nowhere is named, with the equations that could use it", () => {
  const where = 'is used nowhere in the equations of "h"';
  const cases: readonly (readonly [Partial<CellDefinition>, string])[] = [
    [{ gates: { a: "x + h", b: "x", o: "h" } }, `gate "o" ${where}; use it, or leave it out of gates`],
    [{ vectors: ["p"] }, `vector "p" ${where}; use it, or leave it out of vectors`],
    [{ fixed: { period: () => 1 } }, `fixed "period" ${where}; use it, or leave it out of fixed`],
    [{ given: ["memory"] }, `given "memory" ${where}; use it, or leave it out of given`],
    [
      { states: ["h", "c"], step: ({ a, b }) => ({ h: a!.times(b!), c: a! }) },
      'state "c" is used nowhere in the equations of "h", "c"; use its last value, or leave it out of states',
    ],
    [
      { between: { reset: ({ a }) => a! } },
      'no gate takes "reset" of between through its weights; make a gate of it ("x + reset"), or leave it out',
    ],
    [{ step: ({ a, b }) => ({ h: a!.times(b!), q: a! }) }, 'step names "q", which is no state'],
    [{ step: () => ({ h: 0.5 as never }) }, '"h" is 0.5, no equation; use plus, times, sigmoid and their like'],
  ];
  for (const [change, message] of cases) {
    expect(() => cell({ ...sound, ...change } as CellDefinition), message).toThrow(
      new RangeError(`cell "mine": ${message}`),
    );
  }
});

test("vectors, fixed vectors, given values and the clock share their names with nothing else", () => {
  expect(() => cell({ ...sound, vectors: ["t"] } as never)).toThrow('"t" names two things');
  expect(() => cell({ ...sound, vectors: ["v"], given: ["v"] } as never)).toThrow('"v" names two things');
});

test("a cell has a plain name, which can stand in a table", () => {
  for (const name of ["", "a b", "gru<b>", "x,\ny", "1st", "a".repeat(65)]) {
    expect(() => cell({ ...sound, name }), name).toThrow("a name is a letter, then letters");
  }
});
