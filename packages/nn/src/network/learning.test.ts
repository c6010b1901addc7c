import { Engine, generator, readTensor, type Seed, seed, split, writeTensor } from "@gatecast/engine";
import { expect, test } from "vitest";
import { CELLS } from "../cells/index.ts";
import { OPTIMIZERS, type OptimizerName, update } from "../optimizers/optimizer.ts";
import { Network } from "./network.ts";

const RATES: Readonly<Record<OptimizerName, number>> = { sgd: 0.2, adam: 0.02, adamw: 0.02, rmsprop: 0.01 };

interface Task {
  readonly steps: number;
  readonly features: number;
  readonly batch: number;
  readonly x: (i: number) => Float32Array;
  readonly target: (i: number) => Float32Array;
}

/** Trains on batch after batch; returns the losses and the weights at the end. */
async function train(
  task: Task,
  options: {
    readonly cell: string;
    readonly units: number;
    readonly optimizer: OptimizerName;
    readonly updates: number;
    readonly from: Seed;
    readonly rate?: number;
    readonly dropout?: number;
  },
) {
  const engine = await Engine.create();
  const layers = [
    { kind: "recurrent", cell: options.cell, units: options.units, output: "last", directions: 1 } as const,
    ...(options.dropout === undefined ? [] : [{ kind: "dropout", rate: options.dropout } as const]),
  ];
  const { steps, features, batch } = task;
  const network = await Network.create(
    engine,
    { steps, features, extras: 0, outputs: 1, layers, linearPath: false },
    options.from,
  );
  const { plan, x, target, loss } = network.plan(batch, "mse");
  const losses: number[] = [];
  for (let i = 0; i < options.updates; i++) {
    writeTensor(engine.f32, x, task.x(i));
    writeTensor(engine.f32, target!, task.target(i));
    plan.forward();
    plan.backward();
    losses.push(loss!.value);
    network.counter.step++;
    const learningRate = options.rate ?? RATES[options.optimizer];
    update(network.parameters, OPTIMIZERS[options.optimizer], {
      learningRate,
      step: network.counter.step,
      clipNorm: 1,
    });
  }
  const weights = network.parameters.all.map(({ value }) => readTensor(engine.f32, value));
  engine.close();
  return { losses, weights };
}

/** Eight random windows with random answers, the same at every update: to be learnt by heart. */
function byHeart(): Task {
  const random = generator(seed(12));
  const draw = (count: number) => Float32Array.from({ length: count }, () => 2 * random() - 1);
  const [x, target] = [draw(6 * 8 * 2), draw(8)];
  return { steps: 6, features: 2, batch: 8, x: () => x, target: () => target };
}

for (const optimizer of Object.keys(OPTIMIZERS) as OptimizerName[]) {
  for (const cell of Object.keys(CELLS)) {
    test(`${cell} learns eight windows by heart with ${optimizer}`, async () => {
      const { losses } = await train(byHeart(), { cell, units: 12, optimizer, updates: 600, from: seed(1) });
      expect(losses[0]).toBeGreaterThan(0.1);
      expect(losses.at(-1)).toBeLessThan(0.01 * losses[0]!);
    });
  }
}

/**
 * Hochreiter & Schmidhuber's adding problem: of 30 numbers two are marked, and the answer is their sum. Windows are fresh
 * at every update; who answers 1 whatever comes errs by 1/6.
 */
function adding(from: Seed): Task {
  const [T, B] = [30, 32];
  let made = { at: -1, x: new Float32Array(0), target: new Float32Array(0) };
  const make = (i: number) => {
    if (made.at === i) return made;
    const random = generator(split(from, i));
    const x = new Float32Array(T * B * 2);
    const target = new Float32Array(B);
    for (let b = 0; b < B; b++) {
      for (let t = 0; t < T; t++) x[(t * B + b) * 2] = random();
      for (const [start, length] of [
        [0, T / 2],
        [T / 2, T / 2],
      ] as const) {
        const at = ((start + Math.floor(random() * length)) * B + b) * 2;
        x[at + 1] = 1;
        target[b]! += x[at]!;
      }
    }
    made = { at: i, x, target };
    return made;
  };
  return { steps: T, features: 2, batch: B, x: (i) => make(i).x, target: (i) => make(i).target };
}

for (const cell of ["lstm", "gru", "s4d"]) {
  test(`${cell} learns what lies up to thirty steps back: the adding problem`, async () => {
    const options = { cell, units: 16, optimizer: "adam", updates: 2500, from: seed(3), rate: 0.01 } as const;
    const { losses } = await train(adding(seed(9)), options);
    const last = losses.slice(-50).reduce((sum, loss) => sum + loss, 0) / 50;
    expect(last).toBeLessThan(0.1 / 6);
  });
}

test("the same seed gives the same weights bit for bit, another seed others", async () => {
  for (const cell of Object.keys(CELLS)) {
    const run = (n: number) =>
      train(byHeart(), { cell, units: 5, optimizer: "adam", updates: 40, from: seed(n), dropout: 0.3 });
    const [once, again, other] = [await run(1), await run(1), await run(2)];
    expect(again, cell).toEqual(once);
    expect(other.weights, cell).not.toEqual(once.weights);
  }
});
