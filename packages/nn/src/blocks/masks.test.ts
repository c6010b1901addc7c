import { Engine, heldMask, Plan, readTensor, type Seed, seed, split, writeTensor } from "@gatecast/engine";
import { afterAll, expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { largestError } from "../../../../test/support/largest-error.ts";
import { bitsOf } from "../../../../test/support/ulp.ts";
import { Network } from "../network/network.ts";
import { BLOCKS } from "./index.ts";
import { EDGES } from "./part-trace.fixture.ts";

const engine = await Engine.create();
afterAll(() => engine.close());

const [T, B, F, H, O] = [9, 2, 3, 4, 2];
/** What masks are drawn with: their rate, their seed, and the how-manieth step of a training it is. */
const [RATE, START, STEP] = [0.5, seed(6), 3] as const;

/** Factors `[B, width]` that are drawn for one step of a training. */
function factors(width: number, own: Seed): Float32Array {
  const plan = new Plan(engine, { training: false });
  const mask = heldMask(plan, [B, width], RATE, own, { step: STEP });
  plan.seal();
  plan.forward();
  const values = readTensor(engine.f32, mask);
  plan.close();
  return values;
}

/** A network's answer to windows, its loss's gradients, and its weights. */
function learn(network: Network, x: ArrayLike<number>, target: ArrayLike<number>) {
  const rows = target.length / O;
  const made = network.plan(rows, "mse");
  writeTensor(engine.f32, made.x, x);
  writeTensor(engine.f32, made.target!, target);
  made.plan.forward();
  const said = readTensor(engine.f32, made.output);
  made.plan.backward();
  const gradients = network.parameters.all.map(
    ({ name, gradient }) => [name, readTensor(engine.f32, gradient)] as const,
  );
  made.plan.close();
  return { said, gradients: new Map(gradients) };
}

/** What moves all scores, or all that is written, alike changes next to nothing: of such gradients rounding is a large part. */
const CANCELS = /key\.bias$|inputBias$/;

/** The part of a network whose state goes through a weight; null where none does. */
function ownerOf(weight: string): string | null {
  // Of GC-LSTM's maps one carries its memories, which are never left out.
  return /^(.+)\.recurrent$|^(.+)\.\w+\.state\.weight$/.exec(weight)?.slice(1).find(Boolean) ?? null;
}

for (const { name, graph, looksAhead } of BLOCKS) {
  for (const dilation of [1, 2]) {
    test(`${name} behind masks is itself without some inputs and recurrent weights, window by window (dilation ${dilation})`, async () => {
      for (const directions of looksAhead === true ? ([1] as const) : ([1, 2] as const)) {
        const layer = {
          ...({ kind: "recurrent", cell: name, units: H, output: "last", directions, dilation } as const),
          ...(graph === true ? { graph: EDGES } : {}),
        };
        const specOf = (variational: number) => {
          const layers = [{ ...layer, variational }];
          return { steps: T, features: F, extras: 0, outputs: O, layers, linearPath: false };
        };
        const [masked, plain] = [
          await Network.create(engine, specOf(RATE), START),
          await Network.create(engine, specOf(0), START),
        ];
        const weights = masked.parameters.all.map(({ name: weight, value }) => {
          const values = draws(value.rows * value.width, weight).map((drawn) => 0.7 * drawn);
          masked.parameters.write(weight, values);
          return { weight, values };
        });
        masked.counter.step = STEP;
        const [x, target] = [draws(T * B * F, "x"), draws(B * O, "target")];
        const { said, gradients } = learn(masked, x, target);

        const drawn = split(split(START, "dropout"), 0);
        const input = factors(F, split(split(drawn, "layers.0"), "input"));
        const owners = [...new Set(weights.flatMap(({ weight }) => ownerOf(weight) ?? []))];
        const states = new Map(owners.map((owner) => [owner, factors(H, split(split(drawn, owner), "state"))]));
        /** What each number of a weight counts for in a window. */
        const kept = (weight: string, count: number, b: number) => {
          const mask = states.get(ownerOf(weight) ?? "");
          const width = /\.recurrent$/.test(weight) ? count / H : H;
          return (i: number) => mask?.[b * H + (Math.floor(i / width) % H)] ?? 1;
        };
        const alone = Array.from({ length: B }, (_, b) => {
          for (const { weight, values } of weights) {
            const factor = kept(weight, values.length, b);
            plain.parameters.write(
              weight,
              values.map((value, i) => value * factor(i)),
            );
          }
          const own = Array.from({ length: T * F }, (_, i) => x[Math.floor(i / F) * B * F + b * F + (i % F)]!);
          const seen = own.map((value, i) => value * input[b * F + (i % F)]!);
          return learn(plain, seen, target.subarray(b * O, (b + 1) * O));
        });
        expect(
          largestError(
            said,
            alone.flatMap((one) => [...one.said]),
          ),
        ).toBeLessThan(2e-6);
        for (const { weight, values } of weights) {
          const sum = Array.from(values, (_, i) =>
            alone.reduce(
              (part, one, b) => part + (one.gradients.get(weight)![i]! * kept(weight, values.length, b)(i)) / B,
              0,
            ),
          );
          if (CANCELS.test(weight)) continue;
          expect(largestError(gradients.get(weight)!, sum), `gradient of ${weight}`).toBeLessThan(5e-5);
        }
        // Masks leave something out, and there are as many of them as parts with recurrent weights.
        expect([...input, ...[...states.values()].flatMap((mask) => [...mask])]).toContain(0);
        expect(owners.length > 0).toBe(Network.prunable(masked.spec).length > 0);

        // Sampling draws as training does, and forecasts draw nothing.
        masked.sampling.step = STEP;
        const answers = (["sample", "train"] as const).map((purpose) => {
          const made = masked.plan(B, undefined, purpose);
          writeTensor(engine.f32, made.x, x);
          made.plan.forward();
          return bitsOf(readTensor(engine.f32, made.output));
        });
        expect(answers[0]).toEqual(bitsOf(said));
        for (const { weight, values } of weights) plain.parameters.write(weight, values);
        const still = plain.plan(B);
        writeTensor(engine.f32, still.x, x);
        still.plan.forward();
        expect(answers[1]).toEqual(bitsOf(readTensor(engine.f32, still.output)));
        still.plan.close();
        masked.close();
        plain.close();
      }
    });
  }
}
