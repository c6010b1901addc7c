import {
  Engine,
  type EngineOptions,
  elementary,
  generator,
  readTensor,
  seed,
  split,
  writeTensor,
} from "@gatecast/engine";
import { airPassengers, fit, loadModel } from "@gatecast/forecast";
import { CELLS, Network, OPTIMIZERS, update } from "@gatecast/nn";

/** SHA-256 of numbers or bytes, as hex. */
async function hash(
  values: Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> | Uint8Array<ArrayBuffer>,
): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", values);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Weights of a network with two directions, dropout and a linear path after so many steps of training. */
async function trained(cell: string, steps: number, options: EngineOptions = {}): Promise<Float32Array<ArrayBuffer>> {
  const engine = await Engine.create(options);
  const { threads = 1 } = options;
  if (engine.threads !== threads)
    throw new Error(`${engine.threads} threads, not ${threads}: ${engine.threadsMissing}`);
  const layers = [
    { kind: "recurrent", cell, units: 7, output: "sequence", directions: 2 },
    { kind: "dropout", rate: 0.2 },
    { kind: "recurrent", cell, units: 5, output: "last", directions: 1 },
    { kind: "dense", units: 6, activation: "tanh" },
  ] as const;
  const spec = { steps: 9, features: 3, extras: 2, outputs: 4, layers, linearPath: true };
  const network = await Network.create(engine, spec, seed(42));
  const made = network.plan(5, "huber");
  for (let step = 1; step <= steps; step++) {
    for (const [name, tensor] of Object.entries({ x: made.x, extras: made.extras!, target: made.target! })) {
      const random = generator(split(split(seed(7), name), step));
      writeTensor(
        engine.f32,
        tensor,
        Float32Array.from({ length: tensor.rows * tensor.width }, () => 3 * random() - 1),
      );
    }
    made.plan.forward();
    made.plan.backward();
    network.counter.step++;
    update(network.parameters, OPTIMIZERS.adamw, { learningRate: 0.01, step, clipNorm: 1 });
  }
  made.plan.forward();
  const values = [...network.parameters.all.map(({ value }) => value), made.output].flatMap((tensor) => [
    ...readTensor(engine.f32, tensor),
  ]);
  engine.close();
  return Float32Array.from(values);
}

/** The same training on so many threads. */
export const trainedOn = async (options: EngineOptions): Promise<string> => hash(await trained("lstm", 60, options));

/** Every elementary function over a spread of arguments. */
function elementaryValues(): Float64Array<ArrayBuffer> {
  const random = generator(seed(3));
  const { pow, ...unary } = elementary;
  const values: number[] = [];
  for (let i = 0; i < 2000; i++) {
    const x = (random() - 0.3) * 40;
    for (const value of [...Object.values(unary).map((f) => f(x)), pow(Math.abs(x), x / 3)]) {
      // Engines may write NaN with any bits.
      values.push(Number.isNaN(value) ? -1 : value);
    }
  }
  return Float64Array.from(values);
}

/** From a table to a saved model and back: its weights, its scores, its forecast, its file. */
async function fitted(linearPath: boolean): Promise<Record<string, string>> {
  const options = {
    target: "passengers",
    horizon: 6,
    lookback: 18,
    units: [5],
    epochs: 3,
    seed: 11,
    linear_path: linearPath,
  };
  const { outcome, model } = await fit(airPassengers(), options);
  const file = new Uint8Array(await model.save());
  model.close();
  const loaded = await loadModel(file);
  const again = new Uint8Array(await loaded.save());
  loaded.close();
  return {
    weights: outcome.weightsSha256,
    scores: JSON.stringify(outcome.scores),
    file: await hash(file),
    "file saved again": await hash(again),
  };
}

/** The same program on both sides: hashes by name of everything whose bits must agree. */
export async function program(): Promise<Record<string, string>> {
  const hashes: Record<string, string> = { elementary: await hash(elementaryValues()) };
  for (const cell of Object.keys(CELLS)) hashes[`${cell}, 60 steps`] = await hash(await trained(cell, 60));
  for (const linearPath of [false, true]) {
    const results = await fitted(linearPath);
    for (const [what, value] of Object.entries(results))
      hashes[`fit ${linearPath ? "with" : "without"} linear path: ${what}`] = value;
  }
  return hashes;
}
