import {
  compileCell,
  Engine,
  elementary,
  generator,
  readTensor,
  referenceStep,
  type Seed,
  seed,
  split,
  writeTensor,
} from "@gatecast/engine";
import { lstm, Network, OPTIMIZERS, update } from "@gatecast/nn";

const { sigmoid, tanh } = elementary;

/** Rows of a window, windows of a batch, batches, and how often a row is marked. */
const [T, B, UPDATES, MARKED] = [30, 32, 3000, 0.1] as const;
/** Windows of each age that errors are measured on. */
const TESTED = 400;
/** Rows since the mark; windows of training have at most 29. */
export const AGES: readonly number[] = [0, 5, 10, 20, 29, 60, 100];
export const SEEDS: readonly number[] = [1, 2, 3, 4, 5];

/** Windows `[T, B, 2]`, value and mark, and the value at each window's last mark. */
export interface Windows {
  readonly steps: number;
  readonly x: Float32Array;
  readonly target: Float32Array;
}

/** Draws windows; `isMarked` says of each row whether it is, and the first always is. */
function draw(random: () => number, steps: number, windows: number, isMarked: (t: number) => boolean): Windows {
  const x = new Float32Array(steps * windows * 2);
  const target = new Float32Array(windows);
  for (let t = 0; t < steps; t++) {
    for (let b = 0; b < windows; b++) {
      const value = 2 * random() - 1;
      const mark = t === 0 || isMarked(t);
      const at = (t * windows + b) * 2;
      x[at] = value;
      x[at + 1] = Number(mark);
      if (mark) target[b] = value;
    }
  }
  return { steps, x, target };
}

/** Windows whose last mark is `age` rows old. */
export function windowsOfAge(age: number): Windows {
  const steps = age + 20;
  const last = steps - 1 - age;
  const random = generator(split(seed(0), age));
  return draw(random, steps, TESTED, (t) => t === last || (t < last && random() < MARKED));
}

/** A trained network's weights by name. */
export type Weights = ReadonlyMap<string, Float32Array>;

const specOf = (cell: string, units: number, steps: number) => {
  const layers = [{ kind: "recurrent", cell, units, output: "last", directions: 1 }] as const;
  return { steps, features: 2, extras: 0, outputs: 1, layers, linearPath: false };
};

/** Trains a network of one layer to say the value at the last mark. */
export async function trainLatch(engine: Engine, cell: string, units: number, from: Seed): Promise<Weights> {
  const network = await Network.create(engine, specOf(cell, units, T), from);
  const { plan, x, target } = network.plan(B, "mse");
  const random = generator(split(from, "windows"));
  for (let step = 1; step <= UPDATES; step++) {
    const windows = draw(random, T, B, () => random() < MARKED);
    writeTensor(engine.f32, x, windows.x);
    writeTensor(engine.f32, target!, windows.target);
    plan.forward();
    plan.backward();
    const learningRate = step <= 2000 ? 0.02 : 0.002;
    update(network.parameters, OPTIMIZERS.adam, { learningRate, step, clipNorm: 1 });
  }
  const weights = new Map(network.parameters.all.map(({ name, value }) => [name, readTensor(engine.f32, value)]));
  plan.close();
  network.close();
  return weights;
}

/** Root mean squared error on windows. */
export async function errorOf(engine: Engine, cell: string, units: number, weights: Weights, windows: Windows) {
  const network = await Network.create(engine, specOf(cell, units, windows.steps), seed(0), { initialize: false });
  for (const [name, values] of weights) network.parameters.write(name, values);
  const { plan, x, output } = network.plan(TESTED);
  writeTensor(engine.f32, x, windows.x);
  plan.forward();
  const said = readTensor(engine.f32, output);
  plan.close();
  network.close();
  const sum = windows.target.reduce((total, truth, b) => total + (said[b]! - truth) * (said[b]! - truth), 0);
  return Math.sqrt(sum / TESTED);
}

/** The networks that are compared. */
export const CONTENDERS = { lstm: 1, rnn: 4 } as const;
export type Contender = keyof typeof CONTENDERS;

/** Errors by seed and age, the number of weights, and the trained LSTMs. */
export interface LatchResult {
  readonly errors: Readonly<Record<Contender, readonly (readonly number[])[]>>;
  readonly weights: Readonly<Record<Contender, number>>;
  readonly trained: readonly Weights[];
}

export async function latchResult(): Promise<LatchResult> {
  const engine = await Engine.create();
  const tests = AGES.map(windowsOfAge);
  const errors: Record<Contender, number[][]> = { lstm: [], rnn: [] };
  const counts = { lstm: 0, rnn: 0 };
  const trained: Weights[] = [];
  for (const [cell, units] of Object.entries(CONTENDERS) as [Contender, number][]) {
    for (const n of SEEDS) {
      const weights = await trainLatch(engine, cell, units, seed(n));
      counts[cell] = [...weights.values()].reduce((sum, { length }) => sum + length, 0);
      if (cell === "lstm") trained.push(weights);
      const row: number[] = [];
      for (const windows of tests) row.push(await errorOf(engine, cell, units, weights, windows));
      errors[cell].push(row);
    }
  }
  engine.close();
  return { errors, weights: counts, trained };
}

/** One row of a trained unit at work. */
export interface LatchRow {
  readonly value: number;
  readonly mark: boolean;
  /** What the network says. */
  readonly said: number;
  readonly gates: Readonly<Record<"i" | "f" | "g" | "o", number>>;
  readonly c: number;
  /** ∂c / ∂c of the row before, with all that goes by way of its h. */
  readonly slope: number;
}

/** A trained LSTM of one unit over rows that it has not seen: its gates, its memory and what it says. */
export function watch(weights: Weights, rows: number): LatchRow[] {
  const compiled = compileCell(lstm);
  const read = (name: string) => weights.get(name)!;
  const layer = (part: string) => read(`layers.0.${part}`);
  const ours = { input: layer("input"), recurrent: layer("recurrent"), bias: layer("bias") };
  const random = generator(split(seed(0), "watched"));
  const { x } = draw(random, rows, 1, () => random() < MARKED);
  let [h, c, open] = [0, 0, 0];
  return Array.from({ length: rows }, (_, t): LatchRow => {
    const row = x.subarray(2 * t, 2 * t + 2);
    const step = (before: number, memory: number) =>
      referenceStep(compiled, ours, row, [Float64Array.of(before), Float64Array.of(memory)]);
    const sum = (g: number) =>
      row[0]! * ours.input[g]! + row[1]! * ours.input[4 + g]! + h * ours.recurrent[g]! + ours.bias[g]!;
    const gates = { i: sigmoid(sum(0)), f: sigmoid(sum(1)), g: tanh(sum(2)), o: sigmoid(sum(3)) };
    const [later, earlier] = [1e-5, -1e-5].map((by) => step(open * tanh(c + by), c + by)[1]![0]!);
    const next = step(h, c);
    [h, c, open] = [next[0]![0]!, next[1]![0]!, gates.o];
    const said = h * read("head.weight")[0]! + read("head.bias")[0]!;
    return { value: row[0]!, mark: row[1] === 1, said, gates, c, slope: (later! - earlier!) / 2e-5 };
  });
}
