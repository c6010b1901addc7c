import { Engine, readTensor, seed, writeTensor } from "@gatecast/engine";
import { afterAll, expect, test } from "vitest";
import { measureGradient } from "../../../../test/support/central-differences.ts";
import { draws } from "../../../../test/support/draws.ts";
import { largestError } from "../../../../test/support/largest-error.ts";
import { FAMILY } from "../family/index.ts";
import { type LayerSpec, Network, type NetworkSpec } from "./network.ts";

const engine = await Engine.create();
afterAll(() => engine.close());

const [T, B, F, E, O] = [4, 3, 2, 3, 2];
/** Wide enough for float32, too narrow to reach the bend of a rectifier. */
const STEP = 2e-3;
const specOf = (layers: readonly LayerSpec[]): NetworkSpec => ({
  ...{ steps: T, features: F, extras: E, outputs: O, layers, linearPath: true },
});
const last = (cell: string, directions: 1 | 2 = 1): LayerSpec => ({
  ...{ kind: "recurrent", cell, units: 5, output: "last", directions },
});

const STACKS: Readonly<Record<string, readonly LayerSpec[]>> = {
  ...Object.fromEntries(
    Object.keys(FAMILY)
      // Its boundaries are steps, and what flows back through them is no slope.
      .filter((cell) => cell !== "hierarchical-multiscale")
      .map((cell) => [cell, [last(cell)]]),
  ),
  "both directions and dropout": [
    { kind: "recurrent", cell: "gru", units: 3, output: "sequence", directions: 2 },
    { kind: "dropout", rate: 0.5 },
    last("lstm", 2),
    { kind: "dense", units: 4, activation: "tanh" },
  ],
};

for (const [name, layers] of Object.entries(STACKS)) {
  test(`${name}: the gradients by the inputs are those that central differences measure, dropout left out`, async () => {
    const network = await Network.create(engine, specOf(layers), seed(3));
    // A head and a linear path that start silent would hide what lies behind them.
    network.parameters.write("head.weight", draws(network.parameters.read("head.weight").length, "head"));
    network.parameters.write("linear.weight", draws(network.parameters.read("linear.weight").length, "linear"));
    const [x, extras, counts] = [draws(T * B * F, "x"), draws(B * E, "extras"), draws(B * O, "counts")];
    const prediction = network.plan(B);
    const sum = (inputs: ArrayLike<number>, known: ArrayLike<number>): number => {
      writeTensor(engine.f32, prediction.x, inputs);
      writeTensor(engine.f32, prediction.extras!, known);
      prediction.plan.forward();
      return readTensor(engine.f32, prediction.output).reduce((total, value, i) => total + value * counts[i]!, 0);
    };
    const made = network.gradientPlan(B);
    writeTensor(engine.f32, made.x, x);
    writeTensor(engine.f32, made.extras!, extras);
    made.plan.forward();
    writeTensor(engine.f32, made.counts, counts);
    const before = network.parameters.snapshot();
    made.plan.backward();
    expect(network.parameters.snapshot()).toEqual(before);
    // What it forecasts is what prediction forecasts, to the bit.
    sum(x, extras);
    expect(readTensor(engine.f32, made.output)).toEqual(readTensor(engine.f32, prediction.output));
    const gradients = [
      {
        given: readTensor(engine.f32, made.xGradient),
        measured: measureGradient((at) => sum(at, extras), x, 24, STEP),
      },
      {
        given: readTensor(engine.f32, made.extrasGradient!),
        measured: measureGradient((at) => sum(x, at), extras, 9, STEP),
      },
    ];
    for (const { given, measured } of gradients) {
      const found = measured.at.map((i) => given[i]!);
      expect(largestError(found, measured.slope)).toBeLessThan(1e-3);
    }
    made.plan.close();
    prediction.plan.close();
    network.close();
  });
}
