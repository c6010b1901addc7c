import { expect, test } from "vitest";
import { cell } from "./define.ts";
import { complement, constant, type Expression, exp, greater, sigmoid, stopGradient, tanh } from "./expression.ts";
import { formulaTex } from "./formula-tex.ts";

/** The lines of a formula without their environment. */
const linesOf = (tex: string): string[] => {
  const [first, ...lines] = tex.split("\n");
  expect([first, lines.pop()]).toEqual(["\\begin{aligned}", "\\end{aligned}"]);
  return lines.map((line) => line.replace(/ \\\\$/, ""));
};

/** The line of a cell whose next state is this; other states make use of what it leaves out. */
function line(next: (parts: { a: Expression; b: Expression; h: Expression }) => Expression): string {
  const one = cell({
    name: "one",
    source: "for tests",
    states: ["y", "h", "rest"],
    gates: { a: "x", b: "x" },
    step: ({ a, b }, { h, rest }) => ({
      h: next({ a, b, h }),
      rest: tanh(rest.times(a).times(b)),
      y: h.plus(rest),
    }),
  });
  const lines = linesOf(formulaTex(one));
  const rest = lines.slice(lines.findIndex((text) => text.startsWith("h_{t} &=")));
  // What goes on in the next line begins with "&".
  const end = rest.findIndex((text, i) => i > 0 && !text.startsWith("&"));
  return rest.slice(0, end === -1 ? rest.length : end).join("\n");
}

test("brackets stand where the order of operations needs them, and numbers before what they multiply", () => {
  expect(line(({ a, b, h }) => a.plus(b).times(h))).toBe("h_{t} &= (\\tilde{a} + \\tilde{b}) \\odot h_{t-1}");
  expect(line(({ a, b, h }) => a.times(b).plus(h))).toBe("h_{t} &= \\tilde{a} \\odot \\tilde{b} + h_{t-1}");
  expect(line(({ a, b, h }) => a.minus(b.minus(h)))).toBe("h_{t} &= \\tilde{a} - (\\tilde{b} - h_{t-1})");
  expect(line(({ a, b, h }) => a.plus(b.over(h)))).toBe("h_{t} &= \\tilde{a} + \\frac{\\tilde{b}}{h_{t-1}}");
  expect(line(({ a, b, h }) => exp(a.over(b)).times(h))).toBe(
    "h_{t} &= \\exp\\left(\\frac{\\tilde{a}}{\\tilde{b}}\\right) \\odot h_{t-1}",
  );
  expect(line(({ a, b }) => a.plus(b).times(2))).toBe("h_{t} &= 2\\,(\\tilde{a} + \\tilde{b})");
  expect(line(({ a }) => a.times(constant(-2)))).toBe("h_{t} &= \\tilde{a} \\odot (-2)");
  expect(line(({ a, b }) => a.minus(b.negated()))).toBe("h_{t} &= \\tilde{a} - (-\\tilde{b})");
  expect(line(({ a }) => stopGradient(greater(a, 0.5)))).toBe("h_{t} &= \\mathrm{stop}([\\tilde{a} > 0.5])");
});

test("a line comes after those that it uses: gates after the values that they take, states after one another", () => {
  const both = cell({
    name: "both",
    source: "for tests",
    states: ["h", "c"],
    gates: { n: "x + reset", r: "x + h" },
    vectors: ["p_r", "γr"],
    between: { reset: ({ r }, { h }, { p_r, γr }) => sigmoid(r.plus(p_r)).times(h).times(γr) },
    step: ({ n }, { c }) => ({ c: c.plus(tanh(n)), h: tanh(c.plus(tanh(n))) }),
  });
  expect(linesOf(formulaTex(both))).toEqual([
    "\\tilde{r} &= x_t\\,W_{r} + h_{t-1}\\,U_{r} + b_{r}",
    "\\mathrm{reset}_{t} &= \\sigma(\\tilde{r} + p_{\\mathrm{r}}) \\odot h_{t-1} \\odot \\gamma_{\\mathrm{r}}",
    "\\tilde{n} &= x_t\\,W_{n} + \\mathrm{reset}_{t}\\,U_{n} + b_{n}",
    "c_{t} &= c_{t-1} + \\tanh(\\tilde{n})",
    "h_{t} &= \\tanh(c_{t})",
  ]);
});

test("what is long and written twice, however it was made, is written once", () => {
  const gate = (a: Expression, h: Expression) => sigmoid(a.plus(h.times(a)));
  const twice = cell({
    name: "twice",
    source: "for tests",
    states: ["h"],
    gates: { a: "x" },
    step: ({ a }, { h }) => ({
      h: gate(a, h)
        .times(h)
        .plus(complement(gate(a, h)).times(a)),
    }),
  });
  expect(linesOf(formulaTex(twice)).slice(1)).toEqual([
    "\\rho_{1} &= \\sigma(\\tilde{a} + h_{t-1} \\odot \\tilde{a})",
    "h_{t} &= \\rho_{1} \\odot h_{t-1} + (1 - \\rho_{1}) \\odot \\tilde{a}",
  ]);
  expect(line(({ a, h }) => sigmoid(a).times(h).plus(sigmoid(a)))).not.toContain("rho");
});

test("a sum that is too long goes on in the next line, between its terms", () => {
  const long = line(({ a, b, h }) =>
    Array.from({ length: 4 }, (_, k) => sigmoid(a.times(k + 2).plus(b)).times(tanh(h.times(k + 2)))).reduce((x, y) =>
      x.plus(y),
    ),
  );
  expect(long).toMatch(/\n&\\quad \+ \\sigma\(5\\,[^\n]*$/);
});
