import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Engine, seed } from "@gatecast/engine";
import { Network, OPTIMIZERS, update } from "@gatecast/nn";
import { expect, test } from "vitest";
import { ROOT } from "../support/run-script.ts";

const { watchCalls } = (await import(pathToFileURL(join(ROOT, "bench/family/calls.js")).href)) as {
  watchCalls: (engine: Engine, visit: (name: string) => void) => void;
};
/** Stages of cells. */
const OF_CELLS = ["forward", "backward"];

/** An engine of which it is counted how often kernels are called. */
async function counting() {
  const engine = await Engine.create();
  const counts: Record<string, number> = {};
  watchCalls(engine, (name) => {
    if (!OF_CELLS.includes(name)) counts[name] = (counts[name] ?? 0) + 1;
  });
  /** Calls by kernel that some work makes. */
  const during = (work: () => void): Record<string, number> => {
    for (const name of Object.keys(counts)) delete counts[name];
    work();
    return { ...counts };
  };
  return { engine, during };
}

const T = 24;
const spec = {
  ...{ steps: T, features: 4, extras: 0, outputs: 1, linearPath: false },
  layers: [
    { kind: "recurrent", cell: "lstm", units: 50, output: "sequence", directions: 1 },
    { kind: "recurrent", cell: "lstm", units: 50, output: "last", directions: 1 },
  ],
} as const;

test("a prediction calls two products a step and layer, and packs weights only when they have changed", async () => {
  const { engine, during } = await counting();
  const network = await Network.create(engine, spec, seed(1));
  const { plan } = network.plan(32);
  const first = during(() => plan.forward());
  // The first step of each layer has no state; the head is one more.
  expect(first.multiply).toBe(2 * (T + T - 1) + 1);
  expect(first.pack).toBe(5);
  const again = during(() => plan.forward());
  // One call from JavaScript makes all others.
  expect(again).toEqual({ makeCalls: 1, multiply: first.multiply });
  network.parameters.write("head.bias", [1]);
  expect(during(() => plan.forward()).pack).toBe(5);
  engine.close();
});

test("a single window projects its whole past in one product a layer", async () => {
  const { engine, during } = await counting();
  const network = await Network.create(engine, spec, seed(1));
  const { plan } = network.plan(1);
  plan.forward();
  expect(during(() => plan.forward())).toEqual({ makeCalls: 1, multiply: 2 + 1, multiplyRows: 2 * (T - 1) });
  engine.close();
});

test("a training step makes few calls, none of them more often with more rows up to a block", async () => {
  const calls = async (batch: number) => {
    const { engine, during } = await counting();
    const network = await Network.create(engine, spec, seed(1));
    const { plan } = network.plan(batch, "mse");
    const counts = during(() => {
      plan.forward();
      plan.backward();
      update(network.parameters, OPTIMIZERS.adam, { learningRate: 0.01, step: 1, clipNorm: 1 });
    });
    engine.close();
    return counts;
  };
  const [few, many] = [await calls(16), await calls(64)];
  expect(Object.values(few).reduce((sum, count) => sum + count, 0)).toBeLessThan(300);
  expect(many.multiply).toBe(few.multiply);
  expect([few.adamUpdate, few.sumOfSquares, few.squaredError]).toEqual([1, 1, 1]);
  // Once there, packing and loss included, and once back.
  expect([few.makeCalls, many.makeCalls]).toEqual([2, 2]);
});

test("steps of a decoder share their packed weights, and nothing is packed again while weights stand", async () => {
  const packed = async (outputs: number) => {
    const { engine, during } = await counting();
    const layers = [{ kind: "recurrent", cell: "attention", units: 8, output: "last", directions: 1 }] as const;
    const network = await Network.create(engine, { ...spec, outputs, layers }, seed(1));
    const { plan } = network.plan(32);
    const first = during(() => plan.forward()).pack!;
    expect(during(() => plan.forward()).pack).toBe(undefined);
    engine.close();
    return first;
  };
  // Only the decoder's cell packs its own two matrices for each step.
  expect((await packed(7)) - (await packed(3))).toBe(4 * 2);
});

test("weights that follow from others are worked out when those have changed, and only then", async () => {
  const { engine, during } = await counting();
  const layers = [{ kind: "recurrent", cell: "tcn", units: 8, output: "last", directions: 1 }] as const;
  const network = await Network.create(engine, { ...spec, layers }, seed(1));
  const { plan } = network.plan(32);
  // Three blocks of two convolutions see 24 steps.
  expect(during(() => plan.forward()).weightNorm).toBe(6);
  expect(during(() => plan.forward()).weightNorm).toBe(undefined);
  network.parameters.write("head.bias", [1]);
  expect(during(() => plan.forward()).weightNorm).toBe(6);
  engine.close();
});
