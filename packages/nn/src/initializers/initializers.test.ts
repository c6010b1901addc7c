import { Engine, seed } from "@gatecast/engine";
import { expect, test } from "vitest";
import { Network } from "../network/network.ts";
import { glorot, inBlocks, orthogonal } from "./initializers.ts";

test("an orthogonal matrix times its transpose is the identity", () => {
  for (const n of [1, 2, 3, 5, 17, 64]) {
    const u = orthogonal(n, seed(n));
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        let product = 0;
        for (let k = 0; k < n; k++) product += u[i * n + k]! * u[j * n + k]!;
        expect(Math.abs(product - Number(i === j)), `n ${n}, [${i}, ${j}]`).toBeLessThan(2e-7);
      }
    }
  }
});

test("glorot stays within its bounds, fills them and has mean zero", () => {
  const limit = Math.sqrt(6 / (30 + 70));
  const values = glorot(20_000, 30, 70, seed(1));
  expect(Math.max(...values)).toBeLessThanOrEqual(limit);
  expect(Math.min(...values)).toBeGreaterThanOrEqual(-limit);
  expect(Math.max(...values)).toBeGreaterThan(0.999 * limit);
  expect(Math.min(...values)).toBeLessThan(-0.999 * limit);
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  expect(Math.abs(mean)).toBeLessThan((5 * limit) / Math.sqrt(3 * values.length));
});

test("the same seed gives the same weights, another seed others, and blocks differ among themselves", () => {
  expect(glorot(9, 3, 3, seed(4))).toEqual(glorot(9, 3, 3, seed(4)));
  expect(glorot(9, 3, 3, seed(4))).not.toEqual(glorot(9, 3, 3, seed(5)));
  expect(orthogonal(4, seed(4))).not.toEqual(orthogonal(4, seed(5)));
  const blocks = inBlocks(3, 2, 3, seed(6), (own) => orthogonal(3, own));
  const block = (g: number) =>
    Float32Array.from({ length: 9 }, (_, i) => blocks[(Math.floor(i / 3) * 2 + g) * 3 + (i % 3)]!);
  expect(block(0)).not.toEqual(block(1));
  expect(Math.abs(block(0).reduce((sum, v) => sum + v * v, 0) - 3)).toBeLessThan(1e-6);
});

test("a fresh LSTM forgets nothing: its forget gate's bias is 1 and every other bias 0", async () => {
  const engine = await Engine.create();
  const layers = [{ kind: "recurrent", cell: "lstm", units: 5, output: "last", directions: 2 }] as const;
  const spec = { steps: 3, features: 2, extras: 0, outputs: 1, layers, linearPath: false };
  const { parameters } = await Network.create(engine, spec, seed(1));
  for (const direction of ["forward", "backward"]) {
    const bias = [...parameters.read(`layers.0.${direction}.bias`)];
    expect(bias).toEqual([...Array(5).fill(0), ...Array(5).fill(1), ...Array(10).fill(0)]);
  }
  expect(parameters.read("layers.0.forward.recurrent")).not.toEqual(parameters.read("layers.0.backward.recurrent"));
  expect([...parameters.read("head.bias")]).toEqual([0]);
});
