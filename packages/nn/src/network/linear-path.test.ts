import { Engine, readTensor, seed, writeTensor } from "@gatecast/engine";
import { afterAll, expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { largestError } from "../../../../test/support/largest-error.ts";
import { OPTIMIZERS, update } from "../optimizers/optimizer.ts";
import { Network, type NetworkSpec } from "./network.ts";

const engine = await Engine.create();
afterAll(() => engine.close());

const layers = [{ kind: "recurrent", cell: "lstm", units: 4, output: "last", directions: 1 }] as const;
const base: NetworkSpec = { steps: 5, features: 3, extras: 0, outputs: 2, layers, linearPath: true };

/** The output for three windows. */
function predict(network: Network, x: ArrayLike<number>, extras: ArrayLike<number>) {
  const made = network.plan(3);
  writeTensor(engine.f32, made.x, x);
  writeTensor(engine.f32, made.extras!, extras);
  made.plan.forward();
  const output = readTensor(engine.f32, made.output);
  made.plan.close();
  return output;
}

test("with a linear path the untrained network is exactly the linear map that it is given", async () => {
  const network = await Network.create(engine, { ...base, extras: 2 }, seed(5));
  const [x, known] = [draws(5 * 3 * 3, "x"), draws(3 * 2, "known")];
  expect(predict(network, x, known)).toEqual(new Float32Array(6));
  const [weight, bias] = [draws(17 * 2, "weight"), draws(2, "bias")];
  network.parameters.write("linear.weight", weight);
  network.parameters.write("linear.bias", bias);
  const expected = Float64Array.from({ length: 6 }, (_, i) => {
    const [b, o] = [Math.floor(i / 2), i % 2];
    const row = Array.from({ length: 15 }, (_, k) => x[(Math.floor(k / 3) * 3 + b) * 3 + (k % 3)]!);
    return [...row, ...known.subarray(2 * b, 2 * b + 2)].reduce((sum, v, k) => sum + v * weight[k * 2 + o]!, bias[o]!);
  });
  expect(largestError(predict(network, x, known), expected)).toBeLessThan(1e-6);
  network.close();
});

test("a linear path stays as it was given under every optimiser, weight decay included", async () => {
  for (const [name, optimizer] of Object.entries(OPTIMIZERS)) {
    const network = await Network.create(engine, { ...base }, seed(5));
    const weight = draws(15 * 2, "weight");
    network.parameters.write("linear.weight", weight);
    const made = network.plan(2, "mse");
    writeTensor(engine.f32, made.x, draws(30, "x"));
    for (let step = 1; step <= 3; step++) {
      made.plan.forward();
      made.plan.backward();
      update(network.parameters, optimizer, { learningRate: 0.1, step, clipNorm: 0 });
    }
    expect(network.parameters.read("linear.weight"), name).toEqual(weight);
    expect(
      network.parameters.read("head.weight").some((value) => value !== 0),
      name,
    ).toBe(true);
    network.close();
  }
});

test("a silent network's loss is that of its linear path alone, to the bit; one that has learnt is not silent", async () => {
  const network = await Network.create(engine, base, seed(5));
  network.parameters.write("linear.weight", draws(15 * 2, "weight"));
  network.parameters.write("linear.bias", draws(2, "bias"));
  const loss = (purpose: "evaluate" | "linear") => {
    const made = network.plan(3, "mse", purpose);
    writeTensor(engine.f32, made.x, draws(45, "x"));
    writeTensor(engine.f32, made.target!, draws(6, "target"));
    made.plan.forward();
    made.plan.close();
    return made.loss!.value;
  };
  expect(network.isSilent).toBe(true);
  expect(loss("linear")).toBeGreaterThan(0);
  expect(loss("linear")).toBe(loss("evaluate"));
  const made = network.plan(3, "mse");
  writeTensor(engine.f32, made.x, draws(45, "x"));
  writeTensor(engine.f32, made.target!, draws(6, "target"));
  made.plan.forward();
  made.plan.backward();
  update(network.parameters, OPTIMIZERS.sgd!, { learningRate: 0.1, step: 1, clipNorm: 0 });
  made.plan.close();
  expect(network.isSilent).toBe(false);
  expect(loss("linear")).not.toBe(loss("evaluate"));
  network.close();
});
