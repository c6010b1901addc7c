import { expect, test } from "vitest";
import { cellData } from "./cell-data.ts";
import { type Cell, type CellDefinition, cell } from "./define.ts";
import { constant, type Expression, mean, sigmoid, tanh } from "./expression.ts";

const sound = {
  name: "mine",
  source: "for tests",
  states: ["h"],
  gates: { z: "x + h", n: "x" },
  step: ({ z, n }) => ({ h: sigmoid(z!).times(tanh(n!)) }),
} satisfies CellDefinition;

/** As who writes JavaScript may write it. */
const make = (change: object): Cell => cell({ ...sound, ...change } as CellDefinition);

test("a part of another kind is named, with what was given and what it takes", () => {
  const perUnit = "a function that gives a number for each unit: (unit, units) => number";
  const start = "a number, or a function that gives one for each unit: (unit, units) => number";
  const cases: readonly (readonly [object, string])[] = [
    [{ fixed: { k: 3 } }, `fixed "k" is 3; it takes ${perUnit}`],
    [{ fixed: [1, 2] }, "fixed is a list of 2; it takes an object, by name"],
    [{ starts: { biases: { z: "a" } } }, `starts.biases "z" is the text "a"; it takes ${start}`],
    [{ starts: { biases: { z: Number.NaN } } }, `starts.biases "z" is NaN; it takes ${start}`],
    [{ starts: { biases: 1 } }, "starts.biases is 1; it takes an object, by name"],
    [{ starts: { states: { h: () => 1 } } }, 'starts.states "h" is a function; it takes a number'],
    [{ connections: { z: 0 } }, 'connections of gate "z" is 0; it takes a function: (from, to, units) => number'],
    [{ gates: { z: 1, n: "x" } }, 'gate "z" is 1; it takes what it is made of, such as "x + h"'],
    [{ gates: ["z", "n"] }, "gates is a list of 2; it takes an object, by name"],
    [{ states: "h" }, 'states is the text "h"; it takes a list of names'],
    [{ source: undefined }, "source is nothing; it takes a text"],
    [{ step: null }, "step is null; it takes a function of gates, states and others"],
    [{ step: () => undefined }, "step returns nothing; it takes an object, the next value of each state"],
    [{ step: async () => ({}) }, "step returns a promise; it takes an object, the next value of each state"],
    [{ step: () => [] }, "step returns a list of 0; it takes an object, the next value of each state"],
  ];
  for (const [change, message] of cases) {
    expect(() => make(change), message).toThrow(RangeError);
    expect(() => make(change)).toThrow(`cell "mine": ${message}`);
  }
});

test("a part that there is not is refused, with those that there are", () => {
  expect(() => make({ bogus: 1 })).toThrow(
    new RangeError(
      'cell "mine": "bogus" is no part of a definition; there are name, source, states, gates, vectors, fixed, given, connections, unbiased, between, step, starts',
    ),
  );
  expect(() => make({ starts: { bias: {} } })).toThrow(
    new RangeError('cell "mine": "bias" is no part of starts; there are biases, vectors, states'),
  );
});

test("what is not declared is named where an equation asks for it, with what is", () => {
  const cases: readonly (readonly [object, string])[] = [
    [
      { step: ({ z, w }: Record<string, Expression>) => ({ h: z!.times(w!) }) },
      'in step, "w" is taken for a gate, and none of that name is declared; declared are z, n',
    ],
    [
      { step: ({ z }: Record<string, Expression>, { c }: Record<string, Expression>) => ({ h: z!.times(c!) }) },
      'in step, "c" is taken for a state, and none of that name is declared; declared are h',
    ],
    [
      { between: { early: (_: object, { h }: { h: Expression }, { p }: { p: Expression }) => h.times(p) } },
      'in between "early", "p" is taken for a vector or given value, and none of that name is declared; declared are t',
    ],
  ];
  for (const [change, message] of cases) expect(() => make(change)).toThrow(new RangeError(`cell "mine": ${message}`));
});

test("an operation says what it takes, and what it was given", () => {
  const cases: readonly (readonly [(z: Expression) => Expression, string])[] = [
    [(z) => z.times("x" as never), 'times takes an expression or a number, and was given the text "x", beside z'],
    [(z) => z.plus(Number.NaN), "plus takes an expression or a number, and was given NaN, beside z"],
    [(z) => z.over(undefined as never), "over takes an expression or a number, and was given nothing, beside z"],
    [(z) => constant(1).plus(z.over as never), "plus takes an expression or a number, and was given a function"],
    [() => sigmoid(2 as never), "sigmoid takes an expression, and was given 2"],
    [() => mean({} as never), "mean takes an expression, and was given an object"],
    [(z) => constant(z as never), "constant takes a number, and was given an expression"],
    [(z) => z.over(0), "over divides by 0, beside z"],
    [(z) => z.over(constant(-0)), "over divides by 0, beside z"],
  ];
  for (const [step, message] of cases) {
    expect(() => make({ step: ({ z }: { z: Expression }) => ({ h: step(z) }) })).toThrow(
      new RangeError(`cell "mine": in step, ${message}`),
    );
  }
});

test("what stands beside a mistake is named, each name once, and what JavaScript does not have is told with the equation", () => {
  const told = (step: (gates: Record<string, Expression>, states: Record<string, Expression>) => unknown): string => {
    try {
      make({ step });
    } catch (error) {
      expect(error).toBeInstanceOf(RangeError);
      return (error as Error).message;
    }
    return "";
  };
  expect(
    told(({ z, n }, { h }) => ({
      h: sigmoid(z!)
        .times(h!)
        .plus(tanh(n!).times(z!))
        .plus(undefined as never),
    })),
  ).toBe('cell "mine": in step, plus takes an expression or a number, and was given nothing, beside z, h, n');
  expect(told(({ z, n }) => ({ h: (z as unknown as { dot(n: unknown): Expression }).dot(n) }))).toMatch(
    /^cell "mine": in step, .*dot is not a function$/,
  );
  const early = ({ z }: Record<string, Expression>) => (z as unknown as { dot(): Expression }).dot();
  expect(() => make({ between: { early } })).toThrow(/^cell "mine": in between "early", .*dot is not a function$/);
});

test("an operator of JavaScript, or a function of its own, on an equation is told with what stands beside", () => {
  type Numbers = Record<"z" | "n", number>;
  const told =
    'cell "mine": in step, an equation is taken for a number; write a.plus(b) for a + b, greater(a, b) for a > b, beside z';
  const steps: readonly ((gates: Numbers) => unknown)[] = [
    ({ z, n }) => z + n,
    ({ z }) => z * 2,
    ({ z }) => -z,
    ({ z, n }) => tanh((z > n ? z : 1) as never),
    ({ z }) => Math.sqrt(z),
  ];
  for (const step of steps) {
    const change = { step: (gates: Numbers) => ({ h: step(gates) }) };
    expect(() => make(change), String(step)).toThrow(new RangeError(told));
  }
});

test("an equation that has no value is told apart from one that is not written", () => {
  type Loose = Record<"z" | "n", Record<string, unknown>>;
  const message = (what: string) => `cell "mine": ${what}, no equation; use plus, times, sigmoid and their like`;
  expect(() => make({ step: ({ z }: Loose) => ({ h: z.foo }) })).toThrow(new RangeError(message('"h" is nothing')));
  expect(() => make({ step: ({ z }: Loose) => ({ h: z.plus }) })).toThrow(new RangeError(message('"h" is a function')));
  expect(() => make({ between: { early: async () => ({}) } })).toThrow(new RangeError(message('"early" is a promise')));
  expect(() => make({ step: () => ({}) })).toThrow('step returns no next value for state "h"');
});

test("connections of a gate that takes no state through weights are refused", () => {
  const connections = { n: () => null };
  expect(() => make({ connections })).toThrow(
    new RangeError('cell "mine": connections names "n", which is no gate with recurrent weights'),
  );
  expect(make({ connections: { z: () => null } }).gates[0]!.connection).not.toBeNull();
});

test("a function that gives no number for a unit is named when it is asked", () => {
  const step = ({ z, n }: Record<string, Expression>, _: object, { k }: Record<string, Expression>) => ({
    h: z!.times(n!).times(k!),
  });
  const numbers = (change: object) => () => cellData(make(change), [4]);
  const pair = () => [1, 2];
  expect(numbers({ fixed: { k: pair }, step })).toThrow(
    new RangeError('cell "mine": fixed "k" gives a list of 2 for unit 0 of 4; it takes a number for each unit'),
  );
  expect(numbers({ fixed: { k: (unit: number) => 1 / (2 - unit) }, step })).toThrow(
    'fixed "k" gives Infinity for unit 2 of 4',
  );
  expect(numbers({ starts: { biases: { z: () => Number.NaN } } })).toThrow(
    'starts.biases "z" gives NaN for unit 0 of 4; it takes a number for each unit',
  );
  expect(numbers({ vectors: ["k"], starts: { vectors: { k: pair } }, step })).toThrow(
    'starts.vectors "k" gives a list',
  );
  expect(numbers({ connections: { z: () => [1] } })).toThrow(
    new RangeError(
      'cell "mine": connections of gate "z" give a list of 1 from unit 0 to unit 0 of 4; they take a number, or null where the weight is learnt',
    ),
  );
});

const two = { states: ["h", "c"], gates: { n: "x + h", m: "x + h" } };

test("a state that is only passed on is named with its equation, whatever it is multiplied by or added to", () => {
  const hint = "so nothing is ever written to it; write what it becomes, or leave it out of states";
  const step = (value: (states: Record<string, Expression>) => object) => ({
    ...two,
    step: ({ n, m }: Record<string, Expression>, states: Record<string, Expression>) => ({
      h: tanh(n!.plus(m!)).times(states.c!),
      ...value(states),
    }),
  });
  const itself = `cell "mine": the equation of "c" is "c" as it was, ${hint}`;
  expect(() => make(step(({ c }) => ({ c })))).toThrow(new RangeError(itself));
  expect(() => make(step(({ c }) => ({ c: c!.times(1).plus(0) })))).toThrow(new RangeError(itself));
  expect(() => make({ ...step(({ c, d }) => ({ c: d, d: c })), states: ["h", "c", "d"] })).toThrow(
    new RangeError(`cell "mine": the equation of "c" is "d" as it was, ${hint}`),
  );
  expect(() => make({ gates: {}, step: (_: object, { h }: { h: Expression }) => ({ h }) })).toThrow(
    `the equation of "h" is "h" as it was, ${hint}`,
  );
});

test("states that hold what others were are written", () => {
  const delays = {
    states: ["h", "c", "d"],
    step: ({ z, n }: Record<string, Expression>, { h, c, d }: Record<string, Expression>) => ({
      h: sigmoid(z!).times(tanh(n!)).plus(d!),
      c: h,
      d: c,
    }),
  };
  expect(make(delays).states).toEqual(["h", "c", "d"]);
});

test("a state that never counts for the output is named, with the equations that the output is made by", () => {
  type Step = (gates: Record<string, Expression>, states: Record<string, Expression>) => object;
  const lost = (state: string, where: string) =>
    `cell "mine": state "${state}" does not reach "h", the output: it is used nowhere in the equations of ${where}; use its last value there, or leave it out of states`;
  const forgotten: Step = ({ n, m }, { c }) => ({ h: tanh(n!), c: tanh(c!.plus(m!)) });
  const circular: Step = ({ n, m }) => ({ h: tanh(n!), c: tanh(m!) });
  const behind: Step = ({ n, m }, { c, d }) => ({ h: tanh(n!).plus(c!), c: tanh(n!), d: tanh(m!).plus(d!) });
  const early = { early: ({ n }: Record<string, Expression>) => tanh(n!) };
  const between: Step = ({ m, k }) => ({ h: tanh(k!), c: tanh(m!) });
  const cases: readonly (readonly [object, string])[] = [
    [{ ...two, step: forgotten }, lost("c", '"h"')],
    [{ ...two, gates: { n: "x + h", m: "c" }, step: circular }, lost("c", '"h"')],
    [{ ...two, states: ["h", "c", "d"], step: behind }, lost("d", '"h", "c"')],
    [{ ...two, between: early, gates: { n: "x", k: "early", m: "x + c" }, step: between }, lost("c", '"early", "h"')],
  ];
  for (const [change, message] of cases) expect(() => make(change)).toThrow(new RangeError(message));
});

test("what reaches the output through weights, through other states or between two products is all right", () => {
  const through = {
    states: ["h", "c", "d"],
    gates: { n: "x + early", m: "c", k: "x" },
    between: { early: ({ m }: Record<string, Expression>) => tanh(m!) },
    step: ({ n, k }: Record<string, Expression>, { d }: Record<string, Expression>) => ({
      h: tanh(n!),
      c: d!.plus(1),
      d: tanh(k!),
    }),
  };
  expect(make(through).gates.length).toBe(3);
});
