import { Engine, readTensor, seed, writeTensor } from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { TEST_CELLS } from "../../../../test/support/test-cells.ts";
import { OPTIMIZERS, update } from "../optimizers/optimizer.ts";
import { Network } from "./network.ts";

for (const cell of Object.values(TEST_CELLS)) {
  test(`a cell of one's own ("${cell.name}") takes the same path: both directions, training and prediction`, async () => {
    const engine = await Engine.create();
    const layers = [{ kind: "recurrent", cell: cell.name, units: 6, output: "last", directions: 2 }] as const;
    const spec = { steps: 5, features: 2, extras: 0, outputs: 1, layers, linearPath: false };
    const network = await Network.create(engine, spec, seed(2), { [cell.name]: cell });
    const names = network.parameters.all.map(({ name }) => name);
    expect(names.includes("layers.0.forward.vectors")).toBe(cell.vectors.length > 0);
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
