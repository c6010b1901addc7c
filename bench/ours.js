// Our network for a workload: what `npm run bench`, `npm run bench:peers` and `npm run bench:roofline` measure.
import { availableParallelism } from "node:os";
import { Engine, generator, seed, split, writeTensor } from "@gatecast/engine";
import { startNodeWorker } from "@gatecast/engine/node";
import { Network, OPTIMIZERS, update } from "@gatecast/nn";

/**
 * The engine that is measured, on `threads` threads; without a number, each part of a step on one or on as many as the
 * machine has, as it finds out itself in the first steps.
 */
export async function openEngine(threads) {
  const use = threads === undefined ? "faster" : "always";
  const engine = await Engine.create({ threads: threads ?? availableParallelism(), startWorker: startNodeWorker, use });
  await engine.settled();
  return engine;
}

/** Runs after which a plan has chosen, and after which it has looked again. */
const CHOSEN_FIRST = 9;
const CHOSEN_AFTER = 120;

/**
 * A network for a workload with data to train on. `train` does one step, `predict` one forward pass. Targets are +1 and −1
 * by turns, here and at the peers: what is learnt by heart has gradients of 0, and moments that fade into denormal
 * numbers are slow. So the loss stays near 1.
 * @param {import("./workloads.js").Workload} workload
 */
export async function open(workload, threads) {
  const { inputs, steps, outputs, batch } = workload;
  const engine = await openEngine(threads);
  const spec = { steps, features: inputs, extras: 0, outputs, layers: layersOf(workload), linearPath: false };
  const network = await Network.create(engine, spec, seed(0));
  const training = network.plan(batch, "mse");
  const prediction = network.plan(batch);
  const random = generator(split(seed(0), "data"));
  for (const x of [training.x, prediction.x]) {
    writeTensor(
      engine.f32,
      x,
      Float32Array.from({ length: x.rows * x.width }, () => 2 * random() - 1),
    );
  }
  const { address, floats, stride } = training.target;
  const targets = [1, -1].map((sign) =>
    Float32Array.from({ length: floats }, (_, i) => (i % stride < outputs ? sign : 0)),
  );
  let step = 0;
  const train = () => {
    engine.f32.set(targets[step % 2], address / 4);
    training.plan.forward();
    training.plan.backward();
    step++;
    update(network.parameters, OPTIMIZERS.adam, { learningRate: 0.001, step, clipNorm: 0 });
  };
  const predict = () => prediction.plan.forward();
  // What is faster, one thread or all, is found out before anything is timed: in the first steps, and for short ones again later.
  for (const work of [train, predict]) {
    const start = performance.now();
    for (let run = 0; run < CHOSEN_AFTER && (run < CHOSEN_FIRST || performance.now() - start < 1000); run++) work();
  }
  return {
    threads: engine.threads,
    engine,
    train,
    predict,
    /** The loss of the last training step. */
    loss: () => training.loss.value,
    close: () => engine.close(),
  };
}

/** The layers of a workload, as `Network` takes them. */
export const layersOf = ({ units, dense }) => [
  ...units.map((H, i) => ({
    kind: "recurrent",
    cell: "lstm",
    units: H,
    output: i === units.length - 1 ? "last" : "sequence",
    directions: 1,
  })),
  ...dense.map((width) => ({ kind: "dense", units: width, activation: "linear" })),
];
