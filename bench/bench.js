// Time per training step and per prediction on the named workloads, of every member of the family, of what is put around them, and of
// forecasts with pruned weights.
// usage: npm run bench -- [--json] [--only NAME|family|around|pruned] [--rounds N] [--threads N] [--write]
import { parseArgs } from "node:util";
import { aroundPage, aroundTable, measureAround } from "./family/around.js";
import { measureFamily } from "./family/measure.js";
import { measurePruned, prunedPage, prunedTable } from "./family/pruned.js";
import { familyPage, familyTable } from "./family/report.js";
import { machineFacts } from "./machine.js";
import { run, wholeNumber } from "./options.js";
import { open } from "./ours.js";
import { writePages } from "./page.js";
import { operationsOf } from "./roofline/arithmetic.js";
import { median, timeRound, warmUp } from "./timing.js";
import { WORKLOADS, workloadNamed } from "./workloads.js";

const ROUND_MS = 200;
/** What `--only` takes besides the names of workloads, and the page that its table goes to. */
const TABLES = {
  family: { measure: measureFamily, table: familyTable, page: familyPage, to: "docs/performance" },
  around: {
    measure: measureAround,
    table: aroundTable,
    page: (rows, _rounds, facts, lang) => aroundPage(rows, facts, lang),
    to: "docs/performance",
  },
  pruned: { measure: measurePruned, table: prunedTable, page: prunedPage, to: "docs/sparsity" },
};

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
  const isTable = Object.hasOwn(TABLES, only ?? "");
  if (write && only !== undefined && !isTable) {
    throw new RangeError(`--write writes the tables ${Object.keys(TABLES).join(", ")}`);
  }
  return {
    ...{ json, write, tables: only === undefined ? Object.keys(TABLES) : isTable ? [only] : [] },
    workloads: only === undefined ? WORKLOADS : isTable ? [] : [workloadNamed(only)],
    milliseconds: wholeNumber(values, "milliseconds"),
    rounds: wholeNumber(values, "rounds"),
    threads: values.threads === undefined ? undefined : wholeNumber(values, "threads"),
  };
}

await run(async () => {
  const options = readOptions();
  const { json, write, workloads, tables, rounds } = options;
  const say = (text) => process.stdout.write(`${text}\n`);
  if (!json && workloads.length > 0) say("workload          threads     train ms   predict ms   GFLOP/s");
  for (const workload of workloads) {
    const row = await measure(workload, options);
    const numbers = [row.train_ms.toFixed(4).padStart(13), row.predict_ms.toFixed(4).padStart(13)];
    const text = `${row.workload.padEnd(18)}${String(row.threads).padStart(7)}${numbers.join("")}${row.train_gflops.toFixed(1).padStart(10)}`;
    say(json ? JSON.stringify(row) : text);
  }
  for (const [i, name] of tables.entries()) {
    const { measure: measureAll, table, page, to } = TABLES[name];
    const rows = await measureAll(rounds, options.milliseconds);
    if (json) for (const row of rows) say(JSON.stringify(row));
    else say(`${workloads.length + i > 0 ? "\n" : ""}${table(rows, "en")}`);
    if (!write) continue;
    const facts = machineFacts();
    const text = (lang) => page(rows, rounds, facts, lang);
    writePages(name, { [`${to}.md`]: text("en"), [`${to}.zh-CN.md`]: text("zh") });
  }
});
