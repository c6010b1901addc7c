// Time per training step and per prediction on the named workloads, and of every member of the family.
// usage: npm run bench -- [--json] [--only NAME|family] [--rounds N] [--threads N] [--write]
import { parseArgs } from "node:util";
import { measureFamily } from "./family/measure.js";
import { familyPage, familyTable } from "./family/report.js";
import { machineFacts } from "./machine.js";
import { run, wholeNumber } from "./options.js";
import { open } from "./ours.js";
import { writePages } from "./page.js";
import { operationsOf } from "./roofline/arithmetic.js";
import { median, timeRound, warmUp } from "./timing.js";
import { WORKLOADS, workloadNamed } from "./workloads.js";

const ROUND_MS = 200;
/** What `--only` takes besides the names of workloads: every member of the family. */
const FAMILY = "family";

async function measure(workload, { rounds, threads, milliseconds }) {
  const model = await open(workload, threads);
  const time = (work) => {
    const calls = warmUp(work, milliseconds);
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
      milliseconds: { type: "string", default: String(ROUND_MS) },
      write: { type: "boolean", default: false },
    },
  });
  const { json, write, only } = values;
  if (write && only !== undefined && only !== FAMILY) throw new RangeError(`--write writes the table "${FAMILY}"`);
  return {
    ...{ json, write, family: only === undefined || only === FAMILY },
    workloads: only === undefined ? WORKLOADS : only === FAMILY ? [] : [workloadNamed(only)],
    milliseconds: wholeNumber(values, "milliseconds"),
    rounds: wholeNumber(values, "rounds"),
    threads: values.threads === undefined ? undefined : wholeNumber(values, "threads"),
  };
}

await run(async () => {
  const options = readOptions();
  const { json, write, workloads, family, rounds } = options;
  const say = (text) => process.stdout.write(`${text}\n`);
  if (!json && workloads.length > 0) say("workload          threads     train ms   predict ms   GFLOP/s");
  for (const workload of workloads) {
    const row = await measure(workload, options);
    const numbers = [row.train_ms.toFixed(4).padStart(13), row.predict_ms.toFixed(4).padStart(13)];
    const text = `${row.workload.padEnd(18)}${String(row.threads).padStart(7)}${numbers.join("")}${row.train_gflops.toFixed(1).padStart(10)}`;
    say(json ? JSON.stringify(row) : text);
  }
  if (!family) return;
  const rows = await measureFamily(rounds, options.milliseconds);
  if (json) for (const row of rows) say(JSON.stringify(row));
  else say(`${workloads.length > 0 ? "\n" : ""}${familyTable(rows, "en")}`);
  if (!write) return;
  const facts = machineFacts();
  const page = (lang) => familyPage(rows, rounds, facts, lang);
  writePages("family", { "docs/performance.md": page("en"), "docs/performance.zh-CN.md": page("zh") });
});
