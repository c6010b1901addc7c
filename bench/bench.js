// Time per training step and per prediction on the named workloads.
// usage: npm run bench -- [--json] [--only NAME] [--rounds N] [--threads N]
import { parseArgs } from "node:util";
import { run, wholeNumber } from "./options.js";
import { open } from "./ours.js";
import { operationsOf } from "./roofline/arithmetic.js";
import { median, timeRound, warmUp } from "./timing.js";
import { WORKLOADS, workloadNamed } from "./workloads.js";

const ROUND_MS = 200;

async function measure(workload, rounds, threads) {
  const model = await open(workload, threads);
  const time = (work) => {
    const calls = warmUp(work, ROUND_MS);
    const times = [];
    for (let round = 0; round < rounds; round++) times.push(timeRound(work, calls));
    return median(times);
  };
  const train_ms = time(model.train);
  const predict_ms = time(model.predict);
  model.close();
  const train_gflops = operationsOf(workload).train / train_ms / 1e6;
  return { workload: workload.name, threads: model.threads, train_ms, predict_ms, train_gflops };
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      json: { type: "boolean", default: false },
      only: { type: "string" },
      rounds: { type: "string", default: "5" },
      threads: { type: "string" },
    },
  });
  return {
    json: values.json,
    workloads: values.only === undefined ? WORKLOADS : [workloadNamed(values.only)],
    rounds: wholeNumber(values, "rounds"),
    threads: values.threads === undefined ? undefined : wholeNumber(values, "threads"),
  };
}

await run(async () => {
  const { json, workloads, rounds, threads } = readOptions();
  if (!json) process.stdout.write("workload          threads     train ms   predict ms   GFLOP/s\n");
  for (const workload of workloads) {
    const row = await measure(workload, rounds, threads);
    const numbers = [row.train_ms.toFixed(4).padStart(13), row.predict_ms.toFixed(4).padStart(13)];
    const text = `${row.workload.padEnd(18)}${String(row.threads).padStart(7)}${numbers.join("")}${row.train_gflops.toFixed(1).padStart(10)}`;
    process.stdout.write(`${json ? JSON.stringify(row) : text}\n`);
  }
});
