import { Engine, generator, ops, Parameters, Plan, readTensor, seed, type Tensor, writeTensor } from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import type { Member } from "../family/member.ts";
import { Network } from "../network/network.ts";
import { OPTIMIZERS, update } from "../optimizers/optimizer.ts";
import { attention, attentionGru } from "./attention.ts";
import { attentionMultiplicative } from "./attention-multiplicative.ts";

const MEMBERS = [attention, attentionMultiplicative, attentionGru];
const [T, B, UNITS] = [10, 32, 8];

/** Trains a layer alone to say its window backwards: behind a head, the head could turn it round. */
async function reverser(member: Member) {
  const engine = await Engine.create();
  const options = { units: UNITS, output: "last", directions: 1, steps: T, outputs: T, extras: 0 } as const;
  const layer = member.layer("layer", 2, { ...options, memory: null, seed: seed(1) });
  await layer.load(engine);
  const parameters = new Parameters(engine, layer.shapes);
  layer.initialize(parameters, seed(1));
  const alignment: Tensor[] = [];
  const plan = new Plan(engine, { training: true });
  const [x, target] = [plan.input([T, B, 2]), plan.input([B, T])];
  const context = { plan, parameters, counter: { step: 0 }, memories: new Map(), extras: null };
  const y = layer.apply({ ...context, show: (_, shares) => void alignment.push(shares) }, x);
  const loss = ops.loss(plan, "mse", y, target);
  plan.seal();
  const random = generator(seed(7));
  let mean = 0;
  for (let step = 1; step <= 600; step++) {
    const [values, backwards] = [new Float32Array(T * B * 2), new Float32Array(B * T)];
    for (let b = 0; b < B; b++) {
      for (let t = 0; t < T; t++) {
        const at = (t * B + b) * 2;
        values[at] = 2 * random() - 1;
        // Where it stands in the window, as a second column.
        values[at + 1] = (2 * t) / (T - 1) - 1;
        backwards[b * T + T - 1 - t] = values[at]!;
      }
    }
    writeTensor(engine.f32, x, values);
    writeTensor(engine.f32, target, backwards);
    plan.forward();
    plan.backward();
    update(parameters, OPTIMIZERS.adam, { learningRate: step > 400 ? 0.004 : 0.02, step, clipNorm: 1 });
    mean = 0.98 * mean + 0.02 * loss.value;
  }
  const shares = alignment.map((tensor) => readTensor(engine.f32, tensor));
  engine.close();
  return { mean, shares };
}

/** The step of the window that a step of the forecast looks at on the mean. */
const centre = (shares: Float32Array): number => shares.reduce((sum, share, i) => sum + (share * (i % T)) / B, 0);

function correlation(a: readonly number[], b: readonly number[]): number {
  const about = (values: readonly number[]) =>
    values.map((value) => value - values.reduce((sum, v) => sum + v, 0) / values.length);
  const dot = (p: readonly number[], q: readonly number[]) => p.reduce((sum, value, i) => sum + value * q[i]!, 0);
  const [p, q] = [about(a), about(b)];
  return dot(p, q) / Math.sqrt(dot(p, p) * dot(q, q));
}

for (const member of MEMBERS) {
  test(`${member.name} learns to say a window backwards, and looks at it from the end to the start`, async () => {
    const { mean, shares } = await reverser(member);
    // Who says 0 whatever comes errs by 1/3.
    expect(mean).toBeLessThan(0.02);
    const centres = shares.map(centre);
    expect(
      correlation(
        centres,
        centres.map((_, k) => k),
      ),
    ).toBeLessThan(-0.8);
    expect(centres[0]! - centres[T - 1]!).toBeGreaterThan(1.5);
  });

  test(`${member.name} shows in a network's plan what share each row has in each step of the forecast`, async () => {
    const engine = await Engine.create();
    const layers = [{ kind: "recurrent", cell: member.name, units: 4, output: "last", directions: 2 }] as const;
    const spec = { steps: 6, features: 2, extras: 1, outputs: 3, layers, linearPath: true };
    const { plan, x, shown } = (await Network.create(engine, spec, seed(1))).plan(5);
    writeTensor(engine.f32, x, draws(6 * 5 * 2, "x"));
    plan.forward();
    expect([...shown.keys()]).toEqual(["layers.0.alignment"]);
    const alignment = shown.get("layers.0.alignment")!;
    expect(alignment.length).toBe(3);
    for (const tensor of alignment) {
      const shares = readTensor(engine.f32, tensor);
      expect(shares.length).toBe(5 * 6);
      for (let b = 0; b < 5; b++) {
        expect(shares.subarray(6 * b, 6 * b + 6).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6);
      }
    }
    engine.close();
  });
}
