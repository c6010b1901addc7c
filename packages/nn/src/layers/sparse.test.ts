import { Engine, readTensor, seed, writeTensor } from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { bitsOf } from "../../../../test/support/ulp.ts";
import { CELLS } from "../cells/index.ts";
import { Network, type NetworkSpec } from "../network/network.ts";
import { isMostlyZero } from "./mostly-zero.ts";

const [T, B, F, H] = [5, 6, 2, 18];
const specOf = (cell: string): NetworkSpec => {
  const at = { kind: "recurrent", cell, units: H, directions: 2 } as const;
  const layers = [
    { ...at, output: "sequence" },
    { ...at, output: "last" },
  ] as const;
  return { steps: T, features: F, extras: 0, outputs: 2, layers, linearPath: false };
};

test("of any cell with few recurrent weights left, predictions are what training computes, bit for bit", async () => {
  for (const name of Object.keys(CELLS)) {
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
