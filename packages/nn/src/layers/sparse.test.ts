import { Engine, ops, Parameters, Plan, readTensor, seed, writeTensor } from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { bitsOf } from "../../../../test/support/ulp.ts";
import { FAMILY } from "../family/index.ts";
import { Network, type NetworkSpec } from "../network/network.ts";
import { isMostlyZero } from "./mostly-zero.ts";

const [T, B, F, H] = [5, 6, 2, 18];
/** Two layers that read windows from both ends, or as much of that as there can be. */
const specOf = (cell: string): NetworkSpec => {
  const { lastOnly, looksAhead, graph } = FAMILY[cell]!;
  const directions = looksAhead === true ? 1 : 2;
  const edges = graph === true ? { graph: EDGES } : {};
  const at = { kind: "recurrent", cell, units: H, directions } as const;
  const below = [{ ...at, ...edges, output: "sequence" }] as const;
  // Columns of a layer are no nodes.
  const layers = [
    ...(lastOnly === true ? [] : below),
    { ...at, ...(lastOnly === true ? edges : {}), output: "last" },
  ] as const;
  return { steps: T, features: F, extras: 0, outputs: 2, layers, linearPath: false };
};

/** An edge between both columns. */
const EDGES = [
  [0, 1],
  [1, 0],
];

test("of any member with few recurrent weights left, predictions are what training computes, bit for bit", async () => {
  for (const name of Object.keys(FAMILY)) {
    const engine = await Engine.create();
    const network = await Network.create(engine, specOf(name), seed(3));
    for (const weight of Network.prunable(network.spec)) {
      const values = network.parameters.read(weight).map((value, i) => (i % 21 === 0 ? value : 0));
      expect(isMostlyZero(values, H, B)).toBe(true);
      network.parameters.write(weight, values);
    }
    const [dense, sparse] = [network.plan(B, "mse"), network.plan(B)];
    const answers = [dense, sparse].map((plan) => {
      writeTensor(engine.f32, plan.x, draws(T * B * F, "x"));
      if (plan.target !== null) writeTensor(engine.f32, plan.target, draws(B * 2, "y"));
      plan.plan.forward();
      return bitsOf(readTensor(engine.f32, plan.output));
    });
    expect(answers[1], name).toEqual(answers[0]);
    // The plan keeps to what was recorded, and still says what dense weights say.
    network.initialize();
    const [trained, predicted] = [dense, sparse].map(({ plan, output }) => {
      plan.forward();
      return bitsOf(readTensor(engine.f32, output));
    });
    expect(predicted, `${name}, dense again`).toEqual(trained);
    engine.close();
  }
});

test("what goes from step to step can be pruned in every member that takes it through weights", () => {
  const without = Object.keys(FAMILY).filter((name) => Network.prunable(specOf(name)).length === 0);
  expect(without.sort()).toEqual(["ind-rnn", "min-gru", "min-lstm", "mlstm", "qrnn", "s4", "s4d", "sru", "tcn"]);
  // A cell of its own in each, the maps between nodes, and what a memory is made of.
  const weights = (name: string) => Network.prunable(specOf(name)).filter((weight) => !weight.includes("backward"));
  expect(weights("ntm")).toEqual([0, 1].map((layer) => `layers.${layer}.forward.controller.recurrent`));
  expect(
    weights("gc-lstm")
      .map((weight) => weight.slice("layers.0.forward.".length))
      .slice(0, 5),
  ).toEqual([...["input", "forget", "candidate", "output"].map((gate) => `${gate}.state.weight`), "memory.weight"]);
  expect(weights("attention")).toEqual(["encoder.forward", "decoder"].map((part) => `layers.0.${part}.recurrent`));
});

test("a product without zeros looks at none of what they would be multiplied by", async () => {
  const engine = await Engine.create();
  const parameters = new Parameters(engine, { weight: [2, 4] });
  parameters.write("weight", [0, 0, 0, 0, 1, 2, 3, 4]);
  const plan = new Plan(engine, { training: false });
  const x = plan.input([5, 2]);
  const products = [false, true].map((sparse) =>
    ops.linear(plan, x, plan.parameter(parameters.get("weight")), null, sparse),
  );
  plan.seal();
  writeTensor(
    engine.f32,
    x,
    [0, 1, 2, 3, 4].flatMap((row) => [Number.POSITIVE_INFINITY, row]),
  );
  plan.forward();
  const [dense, sparse] = products.map((product) => readTensor(engine.f32, product));
  expect(dense!.every(Number.isNaN)).toBe(true);
  expect([...sparse!]).toEqual([0, 1, 2, 3, 4].flatMap((row) => [row, 2 * row, 3 * row, 4 * row]));
  engine.close();
});

test("zeros are left out where they come in fours, and with few rows where more of them do", () => {
  const of = (left: (i: number) => boolean, batch = 4) =>
    isMostlyZero(
      new Float32Array(320).map((_, i) => (left(i) ? 1 : 0)),
      10,
      batch,
    );
  expect(of(() => false)).toBe(true);
  expect(of(() => true)).toBe(false);
  expect(of((i) => i % 10 === 9)).toBe(true);
  expect(of((i) => i % 10 === 9, 3)).toBe(false);
  expect(of((i) => i % 4 === 0)).toBe(false);
});

test("weights pruned one by one are mostly zero from 88 % on, and for a few rows from 93 %, as docs/sparsity.md has it", () => {
  const H = 128;
  const weights = Float32Array.from(draws(4 * H * H, "weights"));
  const sizes = weights.map(Math.abs).sort();
  const pruned = (share: number, batch: number): boolean => {
    const threshold = sizes[Math.floor(share * sizes.length)]!;
    const left = weights.map((weight) => (Math.abs(weight) < threshold ? 0 : weight));
    return isMostlyZero(left, H, batch);
  };
  for (const [batch, edge] of [
    [64, 0.88],
    [3, 0.93],
  ] as const) {
    expect([pruned(edge - 0.01, batch), pruned(edge + 0.01, batch)]).toEqual([false, true]);
  }
});
