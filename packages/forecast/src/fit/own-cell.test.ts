import { cell, cellData, complement, type Expression, sigmoid, tanh } from "@gatecast/engine";
import { expect, test } from "vitest";
import { airPassengers } from "../data/index.ts";
import { fit, loadModel } from "./index.ts";
import { ownEquations } from "./own-equations.ts";

/** A GRU without a reset gate, whose units also have a leak that is not learnt. */
const mine = cell({
  name: "mine",
  source: "for tests",
  states: ["h"],
  gates: { z: "x + h", n: "x + h" },
  fixed: { leak: (unit, units) => (unit + 1) / (2 * units) },
  step: ({ z, n }, { h }, { leak }) => {
    const update = sigmoid(z);
    return {
      h: complement(update)
        .times(h)
        .times(complement(leak))
        .plus(update.times(tanh(n))),
    };
  },
});

const options = { target: "passengers", horizon: 3, lookback: 12, epochs: 2, units: [5], linear_path: false };

test("a cell of one's own is fitted, saved with its equations, and gives the same forecast from the file", async () => {
  const { model, outcome } = await fit(airPassengers(), { ...options, cell: mine });
  expect(outcome.model).toBe("mine");
  const bytes = await model.save();
  const again = await loadModel(bytes);
  expect(again.description.cell).toBe("mine");
  expect(again.forecast().forecasts.values).toEqual(model.forecast().forecasts.values);
  // Its configuration alone is enough to fit it anew, without the code that made it.
  const configuration = JSON.parse(JSON.stringify(again.description.configuration));
  const repeated = await fit(airPassengers(), { ...options, cell: "mine", equations: configuration.equations });
  expect(repeated.model.description.weightsSha256).toBe(model.description.weightsSha256);
  model.close();
  again.close();
  repeated.model.close();
});

test("a cell of one's own may not take the name of another, nor stand for one that is named otherwise", async () => {
  for (const name of ["lstm", "ridge", "y", "dilated", "sparse", "policy", "all"]) {
    await expect(fit(airPassengers(), { ...options, cell: { ...mine, name } })).rejects.toMatchObject({
      code: "option_conflict",
      details: { found: `"${name}", a name that Gatecast uses` },
    });
  }
});

test("what a cell of one's own says for each unit, and cannot, is told in its own words", async () => {
  const broken = cell({
    name: "mine",
    source: "for tests",
    states: ["h"],
    gates: { z: "x + h" },
    starts: { biases: { z: () => Number.NaN } },
    step: ({ z }) => ({ h: tanh(z) }),
  });
  await expect(fit(airPassengers(), { ...options, cell: broken })).rejects.toMatchObject({
    ...{ kind: "usage", code: "cell_impossible" },
    message: 'cell "mine": starts.biases "z" gives NaN for unit 0 of 5; it takes a number for each unit.',
  });
  const deaf = cell({
    name: "mine",
    source: "for tests",
    states: ["h"],
    gates: { z: "h", n: "h" },
    step: ({ z, n }) => ({ h: tanh(z).times(n) }),
  });
  await expect(fit(airPassengers(), { ...options, cell: deaf })).rejects.toMatchObject({
    ...{ kind: "usage", code: "cell_impossible" },
    message: expect.stringMatching(/^cell "mine": no gate takes "x", .* in one of gates: "z", "n"\.$/),
  });
  // Equations that come as data, as in a configuration, say what is wrong with them too.
  const equations = { ...cellData(mine, [5]), next: [] };
  await expect(fit(airPassengers(), { ...options, cell: "mine", equations })).rejects.toMatchObject({
    ...{ kind: "usage", code: "cell_impossible" },
    message: "a cell's data: a state without its next value.",
  });
});

const drawn = { name: "mine", source: "for tests", states: ["h", "c"], gates: { z: "x + h" } } as const;

test("a state that stays where it starts is told, and one that decays or counts is not", async () => {
  type Step = (gates: { z: Expression }, states: { h: Expression; c: Expression }) => { h: Expression; c: Expression };
  const refused = (step: Step, states: Readonly<Record<string, number>> = {}) => {
    const own = cell({ ...drawn, states: ["h", "c"], starts: { states }, step });
    try {
      ownEquations(own, [5], "--cell");
      return null;
    } catch (error) {
      return (error as Error).message;
    }
  };
  const stays = (start: number) =>
    `cell "mine": state "c" starts at ${start} and stays there: in its equation stand numbers and what stays as it is; write to it what a gate says, or leave it out of states.`;
  const h = ({ z }: { z: Expression }, { c }: { c: Expression }) => tanh(z).plus(c);
  expect(refused((gates, states) => ({ h: h(gates, states), c: states.c.times(0.5) }))).toBe(stays(0));
  expect(refused((gates, states) => ({ h: h(gates, states), c: tanh(states.c) }))).toBe(stays(0));
  expect(refused((gates, states) => ({ h: h(gates, states), c: states.c.times(states.c) }), { c: 1 })).toBe(stays(1));
  // Folded, nothing of the gate is left.
  expect(refused((gates, states) => ({ h: h(gates, states), c: tanh(states.c).plus(gates.z.times(0)) }))).toBe(
    stays(0),
  );
  expect(refused((gates, states) => ({ h: h(gates, states), c: states.c.times(0.5) }), { c: 1 })).toBeNull();
  expect(refused((gates, states) => ({ h: h(gates, states), c: states.c.plus(1) }))).toBeNull();
  expect(refused((gates, states) => ({ h: h(gates, states), c: tanh(states.h) }))).toBeNull();
  // One step leaves c where it was, and the next does not.
  const three = cell({
    ...{ ...drawn, states: ["h", "c", "d"] },
    step: ({ z }, { c, d }) => ({ h: tanh(z).plus(c), c: c.plus(d), d: d.plus(1) }),
  });
  expect(() => ownEquations(three, [5], "--cell")).not.toThrow();
});

test("a function of a unit's number that fails is its author's fault", async () => {
  const failing = cell({
    ...{ ...drawn, states: ["h"], fixed: { k: () => (undefined as unknown as number[])[0]! } },
    step: ({ z }, _, { k }) => ({ h: tanh(z).times(k) }),
  });
  await expect(fit(airPassengers(), { ...options, cell: failing })).rejects.toMatchObject({
    ...{ kind: "usage", code: "cell_impossible" },
    message: expect.stringMatching(/^cell "mine": a function of a unit's number fails: .*undefined/),
  });
});

test("sizes that no layer can have are refused as options, whatever the cell", async () => {
  for (const units of [[-1], [2.5], [1e9], []]) {
    await expect(fit(airPassengers(), { ...options, cell: mine, units })).rejects.toMatchObject({
      ...{ kind: "usage", code: "option_invalid" },
      details: { option: "--units" },
    });
  }
});

test("what no network can be is said before any work is done", async () => {
  const asked = fit(airPassengers(), { ...options, cell: "lstm", units: [4], dilations: [1, 2] });
  await expect(asked).rejects.toMatchObject({
    kind: "usage",
    code: "network_impossible",
    details: { option: "--dilations" },
  });
  await expect(asked).rejects.toThrow("2 dilations for one recurrent layer");
});

test("dilated layers train, and their model is loaded as it was", async () => {
  const { model } = await fit(airPassengers(), { ...options, cell: "gru", units: [4, 4, 4], dilations: [1, 2, 4] });
  const plain = await fit(airPassengers(), { ...options, cell: "gru", units: [4, 4, 4] });
  const again = await loadModel(await model.save());
  expect(again.forecast().forecasts.values).toEqual(model.forecast().forecasts.values);
  expect(plain.model.description.weightsSha256).not.toBe(model.description.weightsSha256);
  for (const one of [model, plain.model, again]) one.close();
});
