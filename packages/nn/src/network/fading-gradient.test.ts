import { cell, cellData, Engine, readTensor, seed, writeTensor } from "@gatecast/engine";
import { afterAll, expect, test } from "vitest";
import { Network } from "./network.ts";

const engine = await Engine.create();
afterAll(() => engine.close());

const T = 140;

/** What each of T inputs counts for in the output of a state that halves at every step. */
async function gradients(counts: number): Promise<Float32Array> {
  const halving = cell({
    ...{ name: "halving", source: "none", states: ["h"], gates: { a: "x" } },
    step: ({ a }, { h }) => ({ h: h.times(0.5).plus(a) }),
  });
  const layers = [{ kind: "recurrent", cell: "halving", units: 1, output: "last", directions: 1 }] as const;
  const shape = { steps: T, features: 1, extras: 0, outputs: 1, layers, linearPath: false };
  const network = await Network.create(engine, { ...shape, equations: cellData(halving, [1]) }, seed(1));
  network.parameters.write("layers.0.input", Float32Array.of(1));
  network.parameters.write("head.weight", Float32Array.of(1));
  const made = network.gradientPlan(1);
  writeTensor(engine.f32, made.x, new Float32Array(T));
  made.plan.forward();
  writeTensor(engine.f32, made.counts, Float32Array.of(counts));
  made.plan.backward();
  const found = readTensor(engine.f32, made.xGradient!);
  network.close();
  return found;
}

test("a gradient that halves at every step is exact as long as it is above 2⁻¹⁰⁰, and then 0: processors crawl through the smallest numbers", async () => {
  const found = await gradients(1);
  for (let back = 0; back < T; back++) expect(found[T - 1 - back], `${back} back`).toBe(back <= 100 ? 2 ** -back : 0);
});

test("a gradient that is no number stays none", async () => {
  expect((await gradients(Number.NaN)).every(Number.isNaN)).toBe(true);
});

test("through layers of QRNNs over 400 steps a gradient fades to 0 without ever being among the smallest numbers", async () => {
  const steps = 400;
  const layer = { kind: "recurrent", cell: "qrnn", units: 6, directions: 1 } as const;
  const layers = [
    { ...layer, output: "sequence" },
    { ...layer, output: "sequence" },
    { ...layer, output: "last" },
  ] as const;
  const network = await Network.create(
    engine,
    { steps, features: 2, extras: 0, outputs: 1, layers, linearPath: false },
    seed(1),
  );
  const { plan, x, counts, xGradient } = network.gradientPlan(1);
  writeTensor(
    engine.f32,
    x,
    new Float32Array(2 * steps).map((_, i) => Math.sign((i % 7) - 3)),
  );
  plan.forward();
  writeTensor(engine.f32, counts, Float32Array.of(1));
  plan.backward();
  const sizes = readTensor(engine.f32, xGradient!).map(Math.abs);
  network.close();
  expect(sizes.at(-1)).toBeGreaterThan(1e-6);
  expect(sizes.slice(0, steps / 2).every((size) => size === 0)).toBe(true);
  expect(sizes.filter((size) => size > 0 && size < 2 ** -126)).toHaveLength(0);
});
