import { expect, test } from "vitest";
import { cell } from "./define.ts";
import { sigmoid, tanh } from "./expression.ts";
import { reaching } from "./reaching.ts";

test("an output that no step reads again does not reach itself, and neither does what waits one step", () => {
  const pooling = cell({
    ...{ name: "pooling", source: "none", states: ["h", "c", "p"], gates: { z: "x", q: "x" } },
    step: ({ z, q }, { c, p }) => {
      const next = c.times(0.5).plus(tanh(z.plus(p)));
      return { h: tanh(next), c: next, p: q };
    },
  });
  expect([...reaching("h", pooling)].sort()).toEqual(["c", "p"]);
  expect([...reaching("c", pooling)].sort()).toEqual(["c", "p"]);
  expect([...reaching("p", pooling)]).toEqual([]);
});

test("a state reaches itself through a gate, through another state, and through a value between", () => {
  const both = cell({
    ...{ name: "both", source: "none", states: ["h", "m"], gates: { r: "x + m", a: "x + reset" } },
    between: { reset: ({ r }, { h }) => sigmoid(r).times(h) },
    step: ({ a }, { h }) => ({ h: tanh(a), m: h }),
  });
  for (const name of ["h", "m", "reset"]) expect([...reaching(name, both)].sort()).toEqual(["h", "m", "reset"]);
});
