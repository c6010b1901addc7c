import { Engine, elementary, generator, readTensor, seed, split, writeTensor } from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { Network } from "../network/network.ts";
import { maskSteps } from "./mask-steps.ts";
import { MaskedPretraining } from "./masked-pretraining.ts";

const [T, B] = [24, 32];

test("15 % of steps are to be filled in; of these 80 % are hidden, 10 % show another step and 10 % stay", () => {
  const [steps, windows, F] = [50, 150, 2];
  const x = draws(steps * windows * F, "x").map((value) => value + 5);
  const { seen, wanted } = maskSteps(x, steps, windows, seed(3));
  const counts = { asked: 0, hidden: 0, replaced: 0, left: 0 };
  for (let row = 0; row < steps * windows; row++) {
    const at = (values: Float32Array) => [...values.subarray(row * F, (row + 1) * F)];
    if (at(wanted).some(Number.isNaN)) {
      expect(at(wanted)).toEqual([Number.NaN, Number.NaN]);
      expect(at(seen)).toEqual(at(x));
      continue;
    }
    expect(at(wanted)).toEqual(at(x));
    counts.asked++;
    if (at(seen)[0] === 0) counts.hidden++;
    else if (at(seen)[0] === at(x)[0]) counts.left++;
    else counts.replaced++;
  }
  // Five standard deviations of a binomial share.
  const isShare = (count: number, of: number, share: number) =>
    expect(Math.abs(count / of - share)).toBeLessThan(5 * Math.sqrt((share * (1 - share)) / of) + 0.003);
  isShare(counts.asked, steps * windows, 0.15);
  isShare(counts.hidden, counts.asked, 0.8);
  isShare(counts.replaced, counts.asked, 0.1);
  isShare(counts.left, counts.asked, 0.1);
  expect(maskSteps(x, steps, windows, seed(3))).toEqual({ seen, wanted });
  expect(maskSteps(x, steps, windows, seed(4)).wanted).not.toEqual(wanted);
});

/** Sines of periods from 6 to 12 steps and any phase, `[T, B, 1]`. */
function sines(from: ReturnType<typeof seed>): Float32Array {
  const random = generator(from);
  const x = new Float32Array(T * B);
  for (let b = 0; b < B; b++) {
    const [period, phase] = [6 + 6 * random(), 2 * Math.PI * random()];
    for (let t = 0; t < T; t++) x[t * B + b] = elementary.sin((2 * Math.PI * t) / period + phase);
  }
  return x;
}

/** Between the nearest steps that are known, or the nearest one where there is none on the other side. */
function interpolated(x: Float32Array, isHidden: (i: number) => boolean, t: number, b: number): number {
  let [before, after] = [t, t];
  while (before >= 0 && isHidden(before * B + b)) before--;
  while (after < T && isHidden(after * B + b)) after++;
  if (before < 0) return x[after * B + b]!;
  if (after >= T) return x[before * B + b]!;
  const share = (t - before) / (after - before);
  return (1 - share) * x[before * B + b]! + share * x[after * B + b]!;
}

const bertOf = (engine: Engine) =>
  Network.create(
    engine,
    {
      ...{ steps: T, features: 1, extras: 2, outputs: 3, linearPath: true },
      layers: [{ kind: "recurrent", cell: "bert-lstm", units: 16, output: "last", directions: 1 }],
    },
    seed(1),
  );

test("hidden steps of sines it has never seen are filled in better than by a line between their neighbours", async () => {
  const engine = await Engine.create();
  const pretraining = await MaskedPretraining.create(await bertOf(engine), seed(2));
  const made = pretraining.plan(B);
  for (let step = 0; step < 500; step++) {
    writeTensor(engine.f32, made.x, sines(split(seed(8), step)));
    pretraining.learn(made, step < 350 ? 0.01 : 0.002);
  }
  const errors = { network: 0, line: 0, count: 0 };
  const { plan, x, output } = pretraining.plan(B, "evaluate");
  for (let round = 0; round < 10; round++) {
    const windows = sines(split(seed(9), round));
    const random = generator(split(seed(10), round));
    const hidden = Array.from(windows, () => random() < 0.15);
    writeTensor(
      engine.f32,
      x,
      windows.map((value, i) => (hidden[i]! ? 0 : value)),
    );
    plan.forward();
    const said = readTensor(engine.f32, output);
    windows.forEach((value, i) => {
      if (!hidden[i]!) return;
      const line = interpolated(windows, (k) => hidden[k]!, Math.floor(i / B), i % B);
      errors.network += (said[i]! - value) ** 2;
      errors.line += (line - value) ** 2;
      errors.count++;
    });
  }
  expect(errors.count).toBeGreaterThan(500);
  expect(errors.network).toBeLessThan(0.5 * errors.line);
  engine.close();
});

test("what was learnt is handed to the network, and nothing else of it changes", async () => {
  const engine = await Engine.create();
  const network = await bertOf(engine);
  const names = network.parameters.all.map(({ name }) => name);
  const before = names.map((name) => network.parameters.read(name));
  const pretraining = await MaskedPretraining.create(network, seed(2));
  const made = pretraining.plan(B);
  writeTensor(engine.f32, made.x, sines(seed(1)));
  pretraining.learn(made, 0.01);
  expect(names.map((name) => network.parameters.read(name))).toEqual(before);
  pretraining.handOver();
  names.forEach((name, i) => {
    const isOwn = name.startsWith("layers.");
    // Nobody asks which way all keys move: their bias has no slope.
    if (name.endsWith("key.bias")) return;
    expect(JSON.stringify(network.parameters.read(name)) !== JSON.stringify(before[i]), name).toBe(isOwn);
  });
  engine.close();
});

test("the same seed learns the same, and a network whose layers give no sequence is refused", async () => {
  const engine = await Engine.create();
  const learnt = async () => {
    const network = await bertOf(engine);
    const pretraining = await MaskedPretraining.create(network, seed(2));
    const made = pretraining.plan(4);
    for (let step = 0; step < 3; step++) {
      writeTensor(engine.f32, made.x, draws(T * 4, "x"));
      pretraining.learn(made, 0.01);
    }
    pretraining.handOver();
    return network.parameters.snapshot();
  };
  expect(await learnt()).toEqual(await learnt());
  const layers = [{ kind: "recurrent", cell: "attention", units: 4, output: "last", directions: 1 }] as const;
  const spec = { steps: T, features: 1, extras: 0, outputs: 2, layers, linearPath: true };
  const attention = await Network.create(engine, spec, seed(1));
  await expect(MaskedPretraining.create(attention, seed(1))).rejects.toThrow(RangeError);
  engine.close();
});
