import { Engine, seed } from "@gatecast/engine";
import { Network } from "@gatecast/nn";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { Pruning, pruningEpochs, sparsityOf, thresholdShare } from "./pruning.ts";

test("the threshold rises as the paper has it: θ an epoch, then half as much again, to its last value", () => {
  expect(pruningEpochs(100)).toEqual({ start: 2, ramp: 25, end: 50 });
  // θ = 2 q f / (2 (ramp − start) + 3 (end − ramp)), worked out by hand for q = 1, f = 1.
  const theta = 2 / (2 * 23 + 3 * 25);
  expect([0, 1].map((epoch) => thresholdShare(epoch, 100))).toEqual([0, 0]);
  expect(thresholdShare(2, 100)).toBeCloseTo(theta, 14);
  expect(thresholdShare(24, 100)).toBeCloseTo(23 * theta, 14);
  expect(thresholdShare(25, 100)).toBeCloseTo(24 * theta + 1.5 * theta, 14);
  expect(thresholdShare(40, 100)).toBeCloseTo(24 * theta + 16 * 1.5 * theta, 14);
  expect([50, 51, 100].map((epoch) => thresholdShare(epoch, 100))).toEqual([1, 1, 1]);
});

test("however few the epochs, the threshold never falls and reaches its end within them", () => {
  for (let epochs = 1; epochs <= 30; epochs++) {
    const shares = Array.from({ length: epochs + 1 }, (_, epoch) => thresholdShare(epoch, epochs));
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1), `${epochs} epochs`).toBe(1);
  }
});

test("pruned weights stay zero whatever a step makes of them, and so many are pruned as were asked for", async () => {
  const engine = await Engine.create();
  const layer = { kind: "recurrent", cell: "lstm", units: 9, directions: 2, output: "last" } as const;
  const spec = { steps: 3, features: 1, extras: 0, outputs: 1, layers: [layer], linearPath: false };
  const network = await Network.create(engine, spec, seed(2));
  const names = Network.prunable(spec);
  expect(names).toEqual(["layers.0.forward.recurrent", "layers.0.backward.recurrent"]);
  const others = network.parameters.read("layers.0.forward.input");
  const pruning = new Pruning(network.parameters, names, { sparsity: 0.9, epochs: 20 });
  let gone: number[][] = names.map(() => []);
  const shares: number[] = [];
  for (let epoch = 1; epoch <= 20; epoch++) {
    pruning.begin(epoch);
    for (const name of names) {
      const noise = draws(9 * 4 * 9, `${name} ${epoch}`);
      network.parameters.write(
        name,
        network.parameters.read(name).map((value, i) => value + 0.1 * noise[i]!),
      );
    }
    pruning.hold();
    const zeros = names.map((name) => {
      const values = network.parameters.read(name);
      return [...values.keys()].filter((i) => values[i] === 0);
    });
    for (const [m, before] of gone.entries()) expect(zeros[m]).toEqual(expect.arrayContaining(before));
    gone = zeros;
    shares.push(sparsityOf(network));
  }
  expect(shares[0]).toBe(0);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  // 292 of 324 numbers: those up to the quantile, which lies among the kept ones.
  expect(shares.slice(9)).toEqual(shares.slice(9).map(() => (Math.floor(323 * 0.9) + 1) / 324));
  expect(network.parameters.read("layers.0.forward.input")).toEqual(others);
  pruning.close();
  engine.close();
});
