import { Engine, generator, ops, Parameters, Plan, readTensor, seed, type Tensor, writeTensor } from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import type { Member } from "../family/member.ts";
import type { Layer } from "../layers/layer.ts";
import { Network } from "../network/network.ts";
import { OPTIMIZERS, update } from "../optimizers/optimizer.ts";
import { attention, attentionGru } from "./attention.ts";
import { attentionMultiplicative } from "./attention-multiplicative.ts";

const MEMBERS = [attention, attentionMultiplicative, attentionGru];
const [B, UNITS] = [32, 12];
/** Rows of the windows that are trained on in turn, and of longer ones that are asked for in the end. */
const [TRAINED, LONGER] = [[10, 14, 20], 24];

/** A layer alone, recorded over windows of so many rows: behind a head, the head could turn them round. */
function record(layer: Layer, { engine, parameters }: Weights, T: number) {
  const alignment: Tensor[] = [];
  const plan = new Plan(engine, { training: true });
  const [x, target] = [plan.input([T, B, 2]), plan.input([B, T])];
  const context = { plan, parameters, counter: { step: 0 }, memories: new Map(), extras: null };
  const y = layer.apply({ ...context, show: (_, shares) => void alignment.push(shares) }, x);
  const loss = ops.loss(plan, "mse", y, target);
  plan.seal();
  return { T, plan, x, target, loss, alignment };
}
type Recorded = ReturnType<typeof record>;
interface Weights {
  readonly engine: Engine;
  readonly parameters: Parameters;
}

/** Windows of numbers, each with its distance from the end beside it; the target is the same numbers, the last one first. */
function say({ engine }: Weights, { T, plan, x, target }: Recorded, random: () => number): void {
  const [values, backwards] = [new Float32Array(T * B * 2), new Float32Array(B * T)];
  for (let b = 0; b < B; b++) {
    for (let t = 0; t < T; t++) {
      const at = (t * B + b) * 2;
      values[at] = 2 * random() - 1;
      values[at + 1] = (T - 1 - t) / 10 - 1;
      backwards[b * T + T - 1 - t] = values[at]!;
    }
  }
  writeTensor(engine.f32, x, values);
  writeTensor(engine.f32, target, backwards);
  plan.forward();
}

/** Rows of the window that the steps of a forecast look at most, on average over windows. */
const lookedAt = ({ engine }: Weights, { T, alignment }: Recorded): number[] =>
  alignment.map((tensor) => {
    const shares = readTensor(engine.f32, tensor);
    const sums = Array.from({ length: T }, (_, t) =>
      shares.reduce((sum, share, i) => sum + (i % T === t ? share : 0), 0),
    );
    return sums.indexOf(Math.max(...sums));
  });

/** Trains a layer to say windows backwards, and asks it for windows of the longest trained length and beyond. */
async function reverser(member: Member) {
  const engine = await Engine.create();
  const layerOver = (T: number) => {
    const options = { units: UNITS, output: "last", directions: 1, steps: T, outputs: T, extras: 0 } as const;
    return member.layer("layer", 2, { ...options, memory: null, seed: seed(1) });
  };
  const layer = layerOver(TRAINED[0]!);
  await layer.load(engine);
  const own = { engine, parameters: new Parameters(engine, layer.shapes) };
  layer.initialize(own.parameters, seed(1));
  const plans = TRAINED.map((T) => record(layerOver(T), own, T));
  const random = generator(seed(7));
  for (let step = 1; step <= 1500; step++) {
    const one = plans[step % plans.length]!;
    say(own, one, random);
    one.plan.backward();
    update(own.parameters, OPTIMIZERS.adam, { learningRate: step > 1000 ? 0.004 : 0.02, step, clipNorm: 1 });
  }
  const asked = [TRAINED.at(-1)!, LONGER].map((T) => {
    const one = record(layerOver(T), own, T);
    say(own, one, random);
    return { T, error: one.loss.value, rows: lookedAt(own, one) };
  });
  engine.close();
  return asked;
}

// An encoder's state still holds the number before: from other seeds an LSTM's decoder looks one row behind, all along.
for (const member of MEMBERS) {
  test(`${member.name} says a window backwards and looks at it row by row from the end, in longer windows as well`, async () => {
    const [known, longer] = await reverser(member);
    // Who says 0 whatever comes errs by 1/3.
    expect(known!.error).toBeLessThan(0.02);
    expect(longer!.error).toBeLessThan(0.06);
    for (const { T, rows } of [known!, longer!]) {
      const mirrored = rows.filter((row, k) => row === T - 1 - k).length;
      expect(mirrored, rows.join(" ")).toBeGreaterThanOrEqual(T - 1);
    }
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
