// Gatecast beside PyTorch, TensorFlow.js and jax-js, in one sitting: each round asks them in turn, medians are compared.
// Installs nothing; who is missing is left out with a line that says how to install it.
// usage: npm run bench:peers -- [--only NAME] [--rounds N] [--milliseconds N] [--threads N] [--peers torch,tfjs,jax]
//                               [--python PATH] [--json] [--write]
import { parseArgs } from "node:util";
import { machineFacts } from "../machine.js";
import { run, wholeNumber } from "../options.js";
import { writePages } from "../page.js";
import { WORKLOADS, workloadNamed } from "../workloads.js";
import { findPeers, PEERS } from "./find.js";
import { report, shortTable } from "./report.js";
import { geometricMean, rowOf } from "./summary.js";

const say = (line) => process.stderr.write(`${line}\n`);

function readOptions() {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      rounds: { type: "string", default: "5" },
      milliseconds: { type: "string", default: "300" },
      threads: { type: "string" },
      peers: { type: "string", default: "torch,tfjs,jax" },
      python: { type: "string" },
      json: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
    },
  });
  const peers = values.peers.split(",");
  if (!peers.every((peer) => PEERS.includes(peer))) throw new RangeError(`--peers takes some of ${PEERS.join(",")}`);
  if (values.write && (values.only !== undefined || !peers.includes("torch"))) {
    throw new RangeError("--write replaces whole tables: it takes all workloads, and PyTorch");
  }
  return {
    workloads: values.only === undefined ? WORKLOADS : [workloadNamed(values.only)],
    rounds: wholeNumber(values, "rounds"),
    milliseconds: wholeNumber(values, "milliseconds"),
    threads: values.threads === undefined ? undefined : wholeNumber(values, "threads"),
    peers: ["ours", ...peers],
    // Debian's PyTorch belongs to Debian's Python, whatever other Python is found first.
    pythons: values.python === undefined ? ["/usr/bin/python3", "python3"] : [values.python],
    json: values.json,
    write: values.write,
  };
}

/** All rounds of one workload. Who fails is left out of it; ours may not. */
async function measure(workload, programs, { rounds, milliseconds }) {
  let measured = programs
    .filter(({ only }) => only === undefined || only.includes(workload.name))
    .map(({ peer, name, worker }) => ({ peer, name, worker, rounds: [] }));
  for (let round = 1; round <= rounds; round++) {
    say(`${workload.name} ${round}/${rounds}`);
    for (const program of measured) {
      try {
        program.rounds.push(await program.worker.round(workload, milliseconds));
      } catch (error) {
        if (program.peer === "ours") throw error;
        say(`${program.name} is left out of ${workload.name}: ${error.message}`);
        measured = measured.filter((other) => other !== program);
      }
    }
  }
  return measured.map(({ peer, name, rounds }) => ({ peer, name, rounds }));
}

async function compare(options) {
  const { found, missing } = await findPeers(options);
  missing.forEach(say);
  const names = [...new Set(found.filter(({ peer }) => peer !== "ours").map(({ name }) => name))];
  const { rounds, milliseconds } = options;
  const rows = [];
  const times = [];
  try {
    for (const workload of options.workloads) {
      const measured = await measure(workload, found, options);
      times.push({ workload: workload.name, measured });
      rows.push(rowOf(workload, measured));
    }
  } finally {
    for (const { worker } of found) worker.stop();
  }
  return { machine: machineFacts(), names, missing, rounds, milliseconds, rows, mean: geometricMean(rows), times };
}

await run(async () => {
  const options = readOptions();
  const result = await compare(options);
  process.stdout.write(`${options.json ? JSON.stringify(result) : report(result)}\n`);
  if (options.write) {
    if (result.rows.some(({ torch }) => torch === undefined))
      throw new Error("nothing written: PyTorch is not in every row");
    writePages("peers", { "docs/performance.md": report(result), "docs/performance.zh-CN.md": report(result, "zh") });
    writePages("speed", { "README.md": shortTable(result), "README.zh-CN.md": shortTable(result, "zh") });
  }
});
