import { expect, test } from "vitest";
import { cell } from "./define.ts";
import {
  constant,
  type Expression,
  exp,
  greater,
  logSigmoid,
  maximum,
  mean,
  normalized,
  relu,
  stopGradient,
} from "./expression.ts";
import { formula } from "./formula.ts";

/** The line of a cell whose next state is this. */
function line(next: (parts: { a: Expression; b: Expression; h: Expression }) => Expression): string {
  const gates = { a: "x", b: "x" } as const;
  type Named<Name extends string> = Readonly<Record<Name, Expression>>;
  // Further states, so that every gate is used somewhere and reaches the output.
  const step = ({ a, b }: Named<"a" | "b">, { h, rest }: Named<"h" | "rest">) => ({
    h: next({ a, b, h }),
    rest: rest.plus(a.over(b)),
    y: h.plus(rest),
  });
  const lines = formula(cell({ name: "one", source: "for tests", states: ["y", "h", "rest"], gates, step }));
  return lines.find((text) => text.startsWith("hₜ"))!;
}

test("brackets stand where the order of operations needs them and nowhere else", () => {
  expect(line(({ a, b, h }) => a.plus(b).times(h))).toBe("hₜ = (ã + b̃) ⊙ hₜ₋₁");
  expect(line(({ a, b, h }) => a.times(b).plus(h))).toBe("hₜ = ã ⊙ b̃ + hₜ₋₁");
  expect(line(({ a, b, h }) => a.minus(b.minus(h)))).toBe("hₜ = ã − (b̃ − hₜ₋₁)");
  expect(line(({ a, b, h }) => a.minus(b).minus(h))).toBe("hₜ = ã − b̃ − hₜ₋₁");
  expect(line(({ a, b, h }) => a.over(b.times(h)))).toBe("hₜ = ã / (b̃ ⊙ hₜ₋₁)");
  expect(line(({ a, b, h }) => exp(a.plus(b)).over(h))).toBe("hₜ = exp(ã + b̃) / hₜ₋₁");
});

test("a sign within a line takes brackets", () => {
  expect(line(({ a }) => a.negated())).toBe("hₜ = −ã");
  expect(line(({ a, b }) => a.minus(b.negated()))).toBe("hₜ = ã − (−b̃)");
  expect(line(({ a, b }) => a.plus(b).negated())).toBe("hₜ = −(ã + b̃)");
  expect(line(({ a }) => a.times(constant(-2)))).toBe("hₜ = ã ⊙ (−2)");
  expect(line(() => constant(-0.5))).toBe("hₜ = −0.5");
  expect(line(({ a }) => a.times(Math.sqrt(3)))).toBe("hₜ = ã ⊙ 1.732");
});

test("a state that another one is made of is named first, whatever the order of the states", () => {
  const two = cell({
    name: "two",
    source: "for tests",
    states: ["c", "h"],
    gates: { a: "x + h" },
    step: ({ a }, { c }) => {
      const next = c.plus(a);
      return { c: next, h: next.times(2) };
    },
  });
  expect(formula(two).slice(1)).toEqual(["cₜ = cₜ₋₁ + ã", "hₜ = cₜ ⊙ 2"]);
});

test("a state that is only handed on gives its name to nothing else", () => {
  const delay = cell({
    name: "delay",
    source: "for tests",
    states: ["h", "p"],
    gates: { a: "x + h" },
    step: ({ a }, { h, p }) => ({ p: h, h: a.minus(h).minus(p) }),
  });
  expect(formula(delay).slice(1)).toEqual(["pₜ = hₜ₋₁", "hₜ = ã − hₜ₋₁ − pₜ₋₁"]);
});

test("what is not learnt, given or averaged is printed as what it is", () => {
  const own = cell({
    name: "own",
    source: "for tests",
    states: ["h", "c"],
    gates: { a: "x + h + c", b: "below" },
    fixed: { period: (unit) => unit },
    given: ["below"],
    unbiased: ["b"],
    step: ({ a, b }, { h, c }, { below, period, t }) => ({
      h: relu(normalized(a)).plus(mean(b.times(below))),
      c: maximum(greater(t.over(period), 0.5), logSigmoid(stopGradient(c))).plus(h),
    }),
  });
  expect(formula(own)).toEqual([
    "ã = xₜ·W_a + hₜ₋₁·U_ah + cₜ₋₁·U_ac + b_a",
    "b̃ = belowₜ·U_b",
    "hₜ = max(norm(ã), 0) + mean(b̃ ⊙ belowₜ)",
    "cₜ = max([t / period > 0.5], log σ(stop(cₜ₋₁))) + hₜ₋₁",
  ]);
});
