import { Engine, readTensor, seed, writeTensor } from "@gatecast/engine";
import { afterAll, expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { type LayerSpec, Network, type NetworkSpec } from "./network.ts";

const engine = await Engine.create();
afterAll(() => engine.close());

const recurrent = (units: number, output: "last" | "sequence", directions: 1 | 2 = 1, cell = "lstm"): LayerSpec => ({
  kind: "recurrent",
  cell,
  units,
  output,
  directions,
});
const base: NetworkSpec = {
  steps: 5,
  features: 3,
  extras: 0,
  outputs: 2,
  layers: [recurrent(4, "last")],
  linearPath: false,
};

/** The output for given windows, from a plan for prediction or training. */
function predict(network: Network, batch: number, x: ArrayLike<number>, extras?: ArrayLike<number>, training = false) {
  const made = network.plan(batch, training ? "mse" : undefined);
  writeTensor(engine.f32, made.x, x);
  if (extras !== undefined) writeTensor(engine.f32, made.extras!, extras);
  made.plan.forward();
  const output = readTensor(engine.f32, made.output);
  made.plan.close();
  return output;
}

const STACKS: Readonly<Record<string, readonly LayerSpec[]>> = {
  "one layer": [recurrent(4, "last")],
  "a stack of three cells": [
    recurrent(3, "sequence"),
    recurrent(5, "sequence", 1, "gru"),
    recurrent(2, "last", 1, "gru-reset-before"),
  ],
  "two directions": [recurrent(3, "sequence", 2), recurrent(4, "last", 2, "gru")],
  "dense layers with every activation": [
    recurrent(4, "last"),
    ...(["relu", "tanh", "sigmoid", "linear"] as const).map((activation) => ({
      kind: "dense" as const,
      units: 5,
      activation,
    })),
  ],
  "dense before recurrent": [{ kind: "dense", units: 6, activation: "tanh" }, recurrent(4, "last")],
  "dropout between": [
    recurrent(4, "sequence"),
    { kind: "dropout", rate: 0.4 },
    recurrent(3, "last"),
    { kind: "dropout", rate: 0.4 },
  ],
};

for (const [name, layers] of Object.entries(STACKS)) {
  for (const extras of [0, 3]) {
    test(`${name}${extras > 0 ? " with extras" : ""} predicts each window as it would alone, and learns`, async () => {
      const network = await Network.create(engine, { ...base, extras, layers }, seed(7));
      const x = draws(5 * 4 * 3, "x");
      const known = extras > 0 ? draws(4 * extras, "known") : undefined;
      const together = predict(network, 4, x, known);
      expect(together.every(Number.isFinite)).toBe(true);
      for (let b = 0; b < 4; b++) {
        const alone = Float32Array.from({ length: 15 }, (_, i) => x[(Math.floor(i / 3) * 4 + b) * 3 + (i % 3)]!);
        const own = known?.subarray(b * extras, (b + 1) * extras);
        expect(predict(network, 1, alone, own), `window ${b}`).toEqual(together.subarray(2 * b, 2 * b + 2));
      }
      const made = network.plan(4, "mse");
      writeTensor(engine.f32, made.x, x);
      if (known !== undefined) writeTensor(engine.f32, made.extras!, known);
      writeTensor(engine.f32, made.target!, draws(8, "target"));
      made.plan.forward();
      made.plan.backward();
      for (const { name: weight, gradient } of network.parameters.all) {
        expect(
          readTensor(engine.f32, gradient).some((value) => value !== 0),
          weight,
        ).toBe(true);
      }
      made.plan.close();
      network.close();
    });
  }
}

test("dropout is silent while predicting and evaluating, and draws anew at every step of training", async () => {
  const network = await Network.create(engine, { ...base, layers: STACKS["dropout between"]! }, seed(3));
  const x = draws(5 * 2 * 3, "x");
  const [once, again] = [predict(network, 2, x), predict(network, 2, x)];
  expect(again).toEqual(once);
  const training = [0, 1, 2].map((step) => {
    network.counter.step = step;
    return predict(network, 2, x, undefined, true);
  });
  expect(new Set([once, ...training].map(String)).size).toBe(4);
  network.counter.step = 1;
  expect(predict(network, 2, x, undefined, true)).toEqual(training[1]);
  const evaluated = network.plan(2, "mse", "evaluate");
  writeTensor(engine.f32, evaluated.x, x);
  evaluated.plan.forward();
  expect(readTensor(engine.f32, evaluated.output)).toEqual(once);
  network.close();
});

test("a spec that cannot be is refused before anything is made", async () => {
  const faults: readonly (readonly [Partial<NetworkSpec>, string])[] = [
    [{ layers: [] }, 'a network must end in one row a window: output "last"'],
    [{ layers: [recurrent(3, "sequence")] }, 'a network must end in one row a window: output "last"'],
    [{ layers: [recurrent(3, "last"), recurrent(3, "last")] }, "layers.1: a recurrent layer needs a sequence"],
    [{ layers: [recurrent(3, "last", 1, "elman")] }, 'no cell "elman"; known: lstm, gru, gru-reset-before'],
  ];
  for (const [change, message] of faults) {
    await expect(Network.create(engine, { ...base, ...change }, seed(1)), message).rejects.toThrow(message);
    expect(() => Network.shapes({ ...base, ...change })).toThrow(message);
  }
});

test("a plan for no windows is refused", async () => {
  const network = await Network.create(engine, base, seed(1));
  expect(() => network.plan(0)).toThrow("internal: a batch of no windows");
  network.close();
});

test("the shapes of a spec are those of the network made from it", async () => {
  const spec = { ...base, extras: 2, linearPath: true, layers: STACKS["two directions"]! };
  const network = await Network.create(engine, spec, seed(1));
  expect(Network.shapes(spec)).toEqual(
    Object.fromEntries(network.parameters.all.map(({ name, value }) => [name, value.shape])),
  );
  network.close();
});
