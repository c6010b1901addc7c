import { expect, test } from "vitest";
import { compileCell } from "./compile.ts";
import { type CellDefinition, cell } from "./define.ts";
import { earlyValues } from "./early-values.ts";
import { sigmoid, tanh } from "./expression.ts";
import { inOrder } from "./graph.ts";

/** Names of the gates behind the exponentials of a cell's only stage that are computed first; `slot`: where all are kept. */
function early(definition: Omit<CellDefinition, "name" | "source">, slot?: number): string[][] {
  const compiled = compileCell(cell({ name: "mine", source: "for tests", ...definition }));
  const roots = compiled.stages[0]!.outputs.map(({ value }) => value);
  const kept = new Set(inOrder(roots).filter((node) => compiled.saved.has(node)));
  const saved = slot === undefined ? compiled.saved : new Map([...kept].map((node) => [node, slot]));
  return earlyValues(roots, () => false, kept, { ...compiled, saved }).map((node) =>
    inOrder([node]).flatMap((below) => (below.kind === "gate" ? [below.name] : [])),
  );
}

test("gates that a cell's tanh waits for come first, and the one that only scales it does not", () => {
  const names = early({
    states: ["h", "c"],
    gates: { i: "x + h", f: "x + h", g: "x + h", o: "x + h" },
    step: ({ i, f, g, o }, { c }) => {
      const next = sigmoid(f!)
        .times(c!)
        .plus(sigmoid(i!).times(tanh(g!)));
      return { c: next, h: sigmoid(o!).times(tanh(next)) };
    },
  });
  expect(names.flat().sort()).toEqual(["f", "g", "i"]);
});

test("where no exponential waits for another, nothing does", () => {
  const step = ({ a, b }: Record<string, Parameters<typeof tanh>[0]>) => ({ h: tanh(a!).times(sigmoid(b!)) });
  expect(early({ states: ["h"], gates: { a: "x + h", b: "x" }, step })).toEqual([]);
});

test("where a slot would be written whose gate is still to be read, all stays in one loop", () => {
  const step = ({ a, b }: Record<string, Parameters<typeof tanh>[0]>) => ({ h: tanh(sigmoid(a!)).plus(b!) });
  const definition = { states: ["h"], gates: { a: "x + h", b: "x" }, step };
  // Gates without a state come first: b lies in slot 0.
  expect([early(definition, 0), early(definition, 1)]).toEqual([[], [["a"]]]);
});
