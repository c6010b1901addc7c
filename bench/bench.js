// Time per training step and per prediction on the named workloads.
// usage: npm run bench -- [--json] [--only NAME] [--rounds N]
import { parseArgs } from "node:util";
import { Engine, generator, seed, split, writeTensor } from "@gatecast/engine";
import { Network, OPTIMIZERS, update } from "@gatecast/nn";
import { WORKLOADS } from "./workloads.js";

const { values: options } = parseArgs({
  options: { json: { type: "boolean" }, only: { type: "string" }, rounds: { type: "string", default: "5" } },
});
const rounds = Number(options.rounds);
const chosen = WORKLOADS.filter(({ name }) => options.only === undefined || name === options.only);
if (chosen.length === 0 || !(Number.isInteger(rounds) && rounds > 0)) {
  const names = WORKLOADS.map(({ name }) => name).join(", ");
  process.stderr.write(`bench: --only takes one of ${names}; --rounds a whole number above 0\n`);
  process.exit(2);
}

/** Median milliseconds of one call of `work` over the rounds. */
function median(work, repeats) {
  for (let i = 0; i < 3; i++) work(i);
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    for (let i = 0; i < repeats; i++) work(i);
    times.push((performance.now() - start) / repeats);
  }
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)];
}

async function measure({ name, inputs, steps, units, dense, outputs, batch, repeats }) {
  const engine = await Engine.create();
  const layers = [
    ...units.map((H, i) => ({
      kind: "recurrent",
      cell: "lstm",
      units: H,
      output: i === units.length - 1 ? "last" : "sequence",
      directions: 1,
    })),
    ...dense.map((width) => ({ kind: "dense", units: width, activation: "linear" })),
  ];
  const spec = { steps, features: inputs, extras: 0, outputs, layers, linearPath: false };
  const network = await Network.create(engine, spec, seed(0));
  const training = network.plan(batch, "mse");
  const prediction = network.plan(batch);
  const random = generator(split(seed(0), "data"));
  const fill = (tensor) => {
    const values = Float32Array.from({ length: tensor.rows * tensor.width }, () => 2 * random() - 1);
    writeTensor(engine.f32, tensor, values);
  };
  for (const tensor of [training.x, training.target, prediction.x]) fill(tensor);
  let step = 0;
  const train = () => {
    training.plan.forward();
    training.plan.backward();
    step++;
    update(network.parameters, OPTIMIZERS.adam, { learningRate: 0.001, step, clipNorm: 0 });
  };
  const trainMs = median(train, repeats);
  const predictMs = median(() => prediction.plan.forward(), repeats);
  let operations = 0;
  let width = inputs;
  for (const H of units) {
    operations += 2 * (width + H) * 4 * H * steps * batch;
    width = H;
  }
  engine.close();
  return {
    workload: name,
    threads: 1,
    train_ms: trainMs,
    predict_ms: predictMs,
    train_gflops: (3 * operations) / trainMs / 1e6,
  };
}

if (!options.json) process.stdout.write("workload             train ms   predict ms   GFLOP/s\n");
for (const workload of chosen) {
  const row = await measure(workload);
  const text = `${row.workload.padEnd(18)}${row.train_ms.toFixed(4).padStart(11)}${row.predict_ms.toFixed(4).padStart(13)}${row.train_gflops.toFixed(1).padStart(10)}`;
  process.stdout.write(`${options.json ? JSON.stringify(row) : text}\n`);
}
