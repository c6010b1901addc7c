import { Engine, readTensor, seed, writeTensor } from "@gatecast/engine";
import { afterAll, expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { CELLS, coupled, gru, lstm, minGru, peephole, rnn } from "../cells/index.ts";
import { Network } from "../network/network.ts";
import { OPTIMIZERS, update } from "../optimizers/optimizer.ts";
import { FAMILY } from "./index.ts";
import { asPolynomial, SIZE_STEPS, stepCost, weightsOf } from "./size.ts";

const engine = await Engine.create();
afterAll(() => engine.close());

test("weights and products of well-known cells are those counted by hand", () => {
  const sizes = (name: string) => asPolynomial((F, H) => weightsOf(FAMILY[name]!, F, H));
  expect(sizes("lstm")).toBe("4·F·H + 4·H² + 4·H");
  expect(sizes("gru")).toBe("3·F·H + 3·H² + 4·H");
  expect(sizes("rnn")).toBe("F·H + H² + H");
  expect(sizes("peephole")).toBe("4·F·H + 4·H² + 7·H");
  expect(sizes("min-gru")).toBe("2·F·H + 2·H");
  expect(weightsOf(FAMILY.lstm!, 4, 32)).toBe(4 * 32 * (4 + 32 + 1));
  // f⊙c, i⊙g, o⊙tanh(c); three σ and two tanh.
  expect(stepCost(lstm, 4, 32)).toEqual({ multiplications: 32 * (4 * 4 + 4 * 32 + 3), functions: 32 * 5 });
  expect(stepCost(peephole, 4, 32).multiplications).toBe(32 * (4 * 4 + 4 * 32 + 6));
  expect(stepCost(coupled, 4, 32)).toEqual({ multiplications: 32 * (3 * 4 + 3 * 32 + 3), functions: 32 * 4 });
  expect(stepCost(gru, 1, 8)).toEqual({ multiplications: 8 * (3 + 3 * 8 + 3), functions: 8 * 3 });
  expect(stepCost(rnn, 4, 32)).toEqual({ multiplications: 32 * (4 + 32), functions: 32 });
  expect(stepCost(minGru, 3, 16).multiplications).toBe(16 * (2 * 3 + 2));
});

/** Weights of the first layer that a few updates on random windows have changed. */
async function changedWeights(name: string, F: number, H: number): Promise<number> {
  const B = 24;
  const layers = [{ kind: "recurrent", cell: name, units: H, output: "last", directions: 1 }] as const;
  const spec = { steps: SIZE_STEPS, features: F, extras: 0, outputs: 2, layers, linearPath: false };
  const network = await Network.create(engine, spec, seed(3));
  const { plan, x, target } = network.plan(B, "mse");
  const own = network.parameters.all.filter((parameter) => parameter.name.startsWith("layers."));
  const before = own.map(({ value }) => readTensor(engine.f32, value));
  for (let step = 1; step <= 6; step++) {
    writeTensor(engine.f32, x, draws(SIZE_STEPS * B * F, `${name} x ${step}`));
    writeTensor(engine.f32, target!, draws(2 * B, `${name} y ${step}`));
    plan.forward();
    plan.backward();
    update(network.parameters, OPTIMIZERS.adam, { learningRate: 0.01, step, clipNorm: 0 });
  }
  const changed = own.map(({ value }, p) =>
    readTensor(engine.f32, value).reduce((count, one, i) => count + Number(one !== before[p]![i]), 0),
  );
  network.close();
  return changed.reduce((sum, count) => sum + count, 0);
}

/** Weights that are counted and never move in windows of 24 rows. */
const STILL: Readonly<Record<string, number>> = {
  // Clocks that tick once in such a window never hear a state.
  clockwork: 6,
  // Boundaries are few at the start: where none is found, nobody listens to the other level.
  "hierarchical-multiscale": 1000,
};

for (const name of Object.keys(CELLS)) {
  test(`${name}: as many weights are counted as training changes`, async () => {
    const counted = weightsOf(FAMILY[name]!, 3, 8);
    expect(await changedWeights(name, 3, 8)).toBe(counted - (STILL[name] ?? 0));
  });
}

test("a count that is a sum over columns and units is written as one, and no other is", () => {
  expect(asPolynomial((F, H) => 4 * F * H + 0.5 * H * H + 7)).toBe("4·F·H + 0.5·H² + 7");
  expect(asPolynomial((F, H) => F * F + F + H)).toBe("F² + F + H");
  expect(asPolynomial((F, H) => F * F * H)).toBeNull();
  expect(asPolynomial((_, H) => H * H * H)).toBeNull();
});
