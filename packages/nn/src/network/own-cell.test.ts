import { cell, cellData, Engine, readTensor, seed, tanh, writeTensor } from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { TEST_CELLS } from "../../../../test/support/test-cells.ts";
import { OPTIMIZERS, update } from "../optimizers/optimizer.ts";
import { Network } from "./network.ts";

for (const own of Object.values(TEST_CELLS)) {
  test(`a cell of one's own ("${own.name}") takes the same path: both directions, training and prediction`, async () => {
    const engine = await Engine.create();
    const layers = [{ kind: "recurrent", cell: own.name, units: 6, output: "last", directions: 2 }] as const;
    const spec = { steps: 5, features: 2, extras: 0, outputs: 1, layers, linearPath: false };
    const equations = cellData(own, [6]);
    const network = await Network.create(engine, { ...spec, equations }, seed(2));
    const names = network.parameters.all.map(({ name }) => name);
    expect(names.includes("layers.0.forward.vectors")).toBe(own.vectors.length > 0);
    const { plan, x, target, loss } = network.plan(8, "mse");
    writeTensor(engine.f32, x, draws(5 * 8 * 2, "x"));
    writeTensor(engine.f32, target!, draws(8, "target"));
    const losses: number[] = [];
    for (let step = 1; step <= 400; step++) {
      plan.forward();
      plan.backward();
      losses.push(loss!.value);
      update(network.parameters, OPTIMIZERS.adam, { learningRate: 0.01, step, clipNorm: 1 });
    }
    for (const { name, gradient } of network.parameters.all) {
      expect(
        readTensor(engine.f32, gradient).some((value) => value !== 0),
        name,
      ).toBe(true);
    }
    expect(losses.at(-1)).toBeLessThan(0.2 * losses[0]!);
    engine.close();
  });
}

test("a cell that divides by what is zero in the padding of a row lets no NaN out of it", async () => {
  const ratio = cell({
    name: "ratio",
    source: "for tests",
    states: ["h"],
    gates: { a: "x + h" },
    vectors: ["v"],
    step: ({ a }, { h }, { v }) => ({ h: tanh(a.over(v)).plus(h.over(v.times(v))) }),
  });
  const engine = await Engine.create();
  const layers = [{ kind: "recurrent", cell: "ratio", units: 5, output: "last", directions: 1 }] as const;
  const spec = { steps: 4, features: 3, extras: 0, outputs: 1, layers, linearPath: false };
  const network = await Network.create(engine, { ...spec, equations: cellData(ratio, [5]) }, seed(2));
  network.parameters.write("layers.0.vectors", new Float32Array(5).fill(2));
  const { plan, x, target } = network.plan(3, "mse");
  writeTensor(engine.f32, x, draws(4 * 3 * 3, "x"));
  writeTensor(engine.f32, target!, draws(3, "target"));
  for (let step = 1; step <= 3; step++) {
    plan.forward();
    plan.backward();
    const norm = update(network.parameters, OPTIMIZERS.adam, { learningRate: 0.01, step, clipNorm: 0 });
    expect(norm).toBeGreaterThan(0);
    expect(norm).toBeLessThan(100);
  }
  for (const { name, value, gradient } of network.parameters.all) {
    for (const place of [value, gradient]) {
      const laid = engine.f32.slice(place.address / 4, place.address / 4 + place.floats);
      expect(
        laid.filter((_, i) => i % place.stride >= place.width).every((v) => v === 0),
        name,
      ).toBe(true);
    }
  }
});
