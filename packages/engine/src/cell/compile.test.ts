import { expect, test } from "vitest";
import { compileCell } from "./compile.ts";
import { type Cell, cell } from "./define.ts";
import { sigmoid } from "./expression.ts";

/** States that share one place among all steps. */
const passing = (own: Cell) => [...compileCell(own).passing].map((s) => own.states[s]);

test("a state shares one place among all steps where no product and no way back asks for what it was", () => {
  const parts = { name: "waiting", source: "none", states: ["h", "p"] } as const;
  const gates = { a: "x", b: "x" };
  // The gradient of a sum is the sum's, whatever was added …
  const added = cell({ ...parts, gates, step: ({ a, b }, { p }) => ({ h: sigmoid(a.plus(p)), p: b }) });
  expect(passing(added)).toEqual(["p"]);
  // … that of a product is the other factor.
  const multiplied = cell({ ...parts, gates, step: ({ a, b }, { p }) => ({ h: sigmoid(a.times(p)), p: b }) });
  expect(passing(multiplied)).toEqual([]);
  const through = { a: "x + p", b: "x" };
  const sent = cell({ ...parts, gates: through, step: ({ a, b }, { p }) => ({ h: sigmoid(a.plus(p)), p: b }) });
  expect(passing(sent)).toEqual([]);
  // What a layer shows is wanted at every step.
  const shown = cell({ ...parts, gates, step: ({ a, b }, { h, p }) => ({ h: a.plus(h).plus(p), p: b }) });
  expect(passing(shown)).toEqual(["p"]);
});
