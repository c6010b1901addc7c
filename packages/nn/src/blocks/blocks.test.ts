import { Engine, readTensor, type Seed, seed, writeTensor } from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { runMember } from "../../../../test/support/member-case.ts";
import { bitsOf } from "../../../../test/support/ulp.ts";
import { Network } from "../network/network.ts";
import { OPTIMIZERS, update } from "../optimizers/optimizer.ts";
import { BLOCKS } from "./index.ts";

const [T, F, O] = [6, 2, 3];
/** Weights whose start a paper gives as numbers. */
const GIVEN = /\.(?:frequency|forgetBias|(?:lowRank|input)(?:Real|Imaginary))$/;

async function networkOf(engine: Engine, cell: string, from: Seed, units = 8): Promise<Network> {
  const layers = [{ kind: "recurrent", cell, units, output: "last", directions: 1 }] as const;
  const spec = { steps: T, features: F, extras: 0, outputs: O, layers, linearPath: false };
  return Network.create(engine, spec, from);
}

/** What a network says of windows `[T, B, F]`. */
function forecasts(network: Network, x: Float32Array, B: number): Float32Array {
  const { engine } = network;
  const made = network.plan(B);
  writeTensor(engine.f32, made.x, x);
  made.plan.forward();
  const values = readTensor(engine.f32, made.output);
  made.plan.close();
  return values;
}

for (const member of BLOCKS) {
  const { name, source } = member;
  test(`${name} names its source`, () => {
    expect(source).toMatch(/\d{4}/);
  });

  test(`${name} starts as its seed says`, async () => {
    const engine = await Engine.create();
    const start = async (n: number) => {
      const { parameters } = await networkOf(engine, name, seed(n));
      return parameters.all.map((weight) => [weight.name, parameters.read(weight.name)] as const);
    };
    const [once, again, other] = [await start(1), await start(1), await start(2)];
    expect(again).toEqual(once);
    once.forEach(([weight, values], i) => {
      expect(
        values.every((value) => Number.isFinite(value)),
        weight,
      ).toBe(true);
      if (new Set(values).size > 2 && !GIVEN.test(weight)) expect(other[i]![1], weight).not.toEqual(values);
    });
    engine.close();
  });

  test(`${name} says the same bits of a window alone and among others`, async () => {
    const engine = await Engine.create();
    const network = await networkOf(engine, name, seed(1));
    const B = 70;
    const x = draws(T * B * F, "x");
    const together = bitsOf(forecasts(network, x, B));
    for (const b of [0, 1, 63, 64, 69]) {
      const own = Float32Array.from({ length: T * F }, (_, i) => x[(Math.floor(i / F) * B + b) * F + (i % F)]!);
      expect(bitsOf(forecasts(network, own, 1)), `window ${b}`).toEqual(together.subarray(b * O, (b + 1) * O));
    }
    engine.close();
  });

  test(`${name} learns eight windows by heart`, async () => {
    const engine = await Engine.create();
    const network = await networkOf(engine, name, seed(1), 12);
    const { plan, x, target, loss } = network.plan(8, "mse");
    writeTensor(engine.f32, x, draws(T * 8 * F, "x"));
    writeTensor(engine.f32, target!, draws(8 * O, "target"));
    const losses: number[] = [];
    for (let step = 1; step <= 600; step++) {
      plan.forward();
      plan.backward();
      losses.push(loss!.value);
      update(network.parameters, OPTIMIZERS.adam, { learningRate: 0.02, step, clipNorm: 1 });
    }
    expect(losses[0]).toBeGreaterThan(0.1);
    expect(losses.at(-1)).toBeLessThan(0.01 * losses[0]!);
    engine.close();
  });
}

/** Members that walk through time and say of every step what they know up to it. */
const walks = BLOCKS.filter(({ name, lastOnly }) => lastOnly !== true && name !== "bert-lstm");

for (const member of walks) {
  const { name } = member;
  test(`${name} ends a sequence with what it hands on as one row a window, and every weight of it has a gradient`, async () => {
    const sizes = { member, T, B: 3, F, units: 8, directions: 2 } as const;
    const [sequence, last] = [
      await runMember({ ...sizes, output: "sequence" }),
      await runMember({ ...sizes, output: "last" }),
    ];
    const H = last.value.length / 6;
    for (let b = 0; b < 3; b++) {
      const row = (values: Float32Array, r: number, way: 0 | 1) =>
        values.subarray((2 * r + way) * H, (2 * r + way + 1) * H);
      expect(row(last.value, b, 0)).toEqual(row(sequence.value, (T - 1) * 3 + b, 0));
      // The walk from the end has seen the whole window at its start.
      expect(row(last.value, b, 1)).toEqual(row(sequence.value, b, 1));
    }
    for (const [weight, gradient] of [...Object.entries(sequence.gradients), ...Object.entries(last.gradients)]) {
      expect(gradient.every(Number.isFinite), weight).toBe(true);
      expect(
        gradient.some((value) => value !== 0),
        weight,
      ).toBe(true);
    }
  });

  test(`${name}: a later row changes no earlier output, an earlier one all that follow`, async () => {
    const sizes = { member, T, B: 2, F, units: 8, output: "sequence" } as const;
    const before = await runMember(sizes);
    const x = before.x.map((value, i) => (Math.floor(i / (2 * F)) === 3 ? value + 0.5 : value));
    const after = await runMember({ ...sizes, x });
    const width = before.value.length / T;
    const at = (values: Float32Array, t: number) => bitsOf(values.slice(t * width, (t + 1) * width));
    for (let t = 0; t < 3; t++) expect(at(after.value, t), `step ${t}`).toEqual(at(before.value, t));
    for (let t = 3; t < T; t++) expect(at(after.value, t), `step ${t}`).not.toEqual(at(before.value, t));
  });
}

for (const { name, layer } of BLOCKS.filter(({ lastOnly }) => lastOnly === true)) {
  test(`${name} refuses to give a sequence, and says why`, () => {
    const options = { units: 4, output: "sequence", directions: 1, steps: T, outputs: O, extras: 0 } as const;
    expect(() => layer("layer", F, { ...options, memory: null, seed: seed(1) })).toThrow(RangeError);
    expect(() => layer("layer", F, { ...options, memory: null, seed: seed(1) })).toThrow(`"${name}"`);
  });
}
