// What limits what: ceilings of the machine, the arithmetic of each workload, and how much of the ceiling is reached.
// usage: npm run bench:roofline -- [--rounds N] [--milliseconds N] [--threads N] [--only NAME] [--steps N] [--json] [--write]
import { parseArgs } from "node:util";
import { machineFacts } from "../machine.js";
import { run, wholeNumber } from "../options.js";
import { open, openEngine } from "../ours.js";
import { writePages } from "../page.js";
import { median, timeRound, warmUp } from "../timing.js";
import { WORKLOADS, workloadNamed } from "../workloads.js";
import { functionsOf, operationsOf, parametersOf, trainingBytes } from "./arithmetic.js";
import { copyBandwidth, functionTime, productCeiling } from "./ceilings.js";
import { memoryGrowth } from "./garbage.js";
import { javascriptShare } from "./profile.js";
import { report } from "./report.js";
import { ratesBySize, shareOf50 } from "./sizes.js";

const PROFILED = ["passengers", "air-quality"];

function readOptions() {
  const { values } = parseArgs({
    options: {
      rounds: { type: "string", default: "5" },
      milliseconds: { type: "string", default: "300" },
      steps: { type: "string", default: "10000" },
      threads: { type: "string" },
      only: { type: "string" },
      json: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
    },
  });
  if (values.write && values.only !== undefined)
    throw new RangeError("--write replaces whole tables: it takes all workloads");
  return {
    ...values,
    workloads: values.only === undefined ? WORKLOADS : [workloadNamed(values.only)],
    rounds: wholeNumber(values, "rounds"),
    milliseconds: wholeNumber(values, "milliseconds"),
    steps: wholeNumber(values, "steps"),
    threads: values.threads === undefined ? undefined : wholeNumber(values, "threads"),
  };
}

/** Median milliseconds of one call. */
function timeOf(work, { rounds, milliseconds }) {
  const calls = warmUp(work, milliseconds);
  return median(Array.from({ length: rounds }, () => timeRound(work, calls)));
}

/** What `use` makes of a model that is closed again. */
async function withModel(workload, threads, use) {
  const model = await open(workload, threads);
  try {
    return await use(model);
  } finally {
    model.close();
  }
}

/** A workload's counts beside its measured time. */
const rowOf = (workload, options) =>
  withModel(workload, options.threads, ({ threads, train }) => ({
    workload: workload.name,
    threads,
    ms: timeOf(train, options),
    operations: operationsOf(workload).train,
    functions: functionsOf(workload),
    bytes: trainingBytes(workload),
    parameters: parametersOf(workload),
  }));

async function measure(options) {
  const { threads, rounds, milliseconds, steps } = options;
  const engine = await openEngine(1);
  const ceilings = { product: productCeiling(engine), functionNs: functionTime(engine), copy: copyBandwidth(engine) };
  engine.close();
  const rows = [];
  for (const workload of options.workloads) rows.push(await rowOf(workload, options));
  const javascript = {};
  for (const name of PROFILED) {
    const share = ({ train }) => javascriptShare(train, 5 * milliseconds);
    // On one thread: waiting for the others happens in JavaScript as well, and is no work of it.
    javascript[name] = await withModel(workloadNamed(name), 1, share);
  }
  const airQuality = workloadNamed("air-quality");
  const growth = await withModel(airQuality, threads, (model) => memoryGrowth(model, steps));
  const windowMs = await withModel({ ...airQuality, batch: 1 }, 1, ({ predict }) => timeOf(predict, options));
  const sizes = await ratesBySize(rounds, milliseconds, 1);
  const of50 = shareOf50(sizes);
  return { machine: machineFacts(), rounds, milliseconds, ceilings, rows, javascript, growth, windowMs, sizes, of50 };
}

await run(async () => {
  const options = readOptions();
  const result = await measure(options);
  process.stdout.write(`${options.json ? JSON.stringify(result) : report(result)}\n`);
  if (options.write) {
    writePages("roofline", {
      "docs/performance.md": report(result),
      "docs/performance.zh-CN.md": report(result, "zh"),
    });
  }
});
