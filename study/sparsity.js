// What pruning costs: an LSTM with nine tenths of its recurrent weights pruned, beside the whole one, and beside a smaller one
// with as many weights as are left.
// usage: node study/sparsity.js [--seeds N] [--networks A,B] [--file F] [--json] [--write]
// What has been run stands in study/sparsity.jsonl and is not run again.
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { FAMILY } from "@gatecast/nn";
import { machineFacts, machineLine } from "../bench/machine.js";
import { run, wholeNumber } from "../bench/options.js";
import { writePages } from "../bench/page.js";
import { digits, table } from "../bench/table.js";
import { deviation, mean } from "./plan.js";
import { addRun, fingerprint, readRuns } from "./record.js";
import { uniform } from "./tasks/draws.js";
import { TASKS } from "./tasks/index.js";
import { trainOnce } from "./train.js";

/** Learning rate at the start; it falls along half a cosine to 0. */
const RATE = 0.005;

/** 24 units have 2,617 weights in all; of 64 with nine tenths of the recurrent ones pruned 2,471 are left. */
const NETWORKS = {
  dense: { units: 64, sparsity: 0 },
  sparse: { units: 64, sparsity: 0.9 },
  small: { units: 24, sparsity: 0 },
};

/** What a target has that nothing foretells: uniform, with a variance of 0.03. */
const NOISE = 0.3;
const noisy = (task) => ({
  ...task,
  name: `${task.name} with noise`,
  window(random, T) {
    const { x, target } = task.window(random, T);
    return { x, target: target.map((value) => value + uniform(random, -NOISE, NOISE)) };
  },
});
const STUDIED = [TASKS["adding-50"], noisy({ ...TASKS["adding-30"], updates: 2000 })];

/** What a network is trained on: no error is small enough to stop at, so that all get the same updates. */
const ownOf = (network, task) => ({ ...task, units: NETWORKS[network].units, limit: 0 });

/** One run of a network. */
export async function sparseRun(network, task, number) {
  const { units, sparsity } = NETWORKS[network];
  let left = 0;
  const look = ({ parameters }) => {
    const values = parameters.all.map(({ name }) => parameters.read(name));
    left = values.reduce((sum, some) => sum + some.filter((value) => value !== 0).length, 0);
  };
  const schedule = { kind: "cosine", floor: 0 };
  const options = { rate: RATE, run: number, sparsity, schedule, look };
  const { miss, seconds } = await trainOnce(FAMILY.lstm, ownOf(network, task), options);
  return { task: task.name, network, units, run: number, miss, left, seconds };
}

/** Stands for all that the runs of a network follow from but their number. */
const markOf = async (network, task) =>
  `${await fingerprint(FAMILY.lstm, ownOf(network, task), 1)} ${NETWORKS[network].sparsity} ${RATE}`;

const WORDS = {
  en: {
    head: [
      "task",
      "LSTM",
      "units",
      "weights that are not 0",
      "seeds",
      "mean squared error",
      "of the dense one's",
      "worst",
    ],
    networks: { dense: "dense", sparse: "nine tenths pruned", small: "dense, as many weights as are left" },
  },
  zh: {
    head: ["任务", "LSTM", "单元数", "非零权重", "种子数", "均方误差", "与稠密之比", "最差"],
    networks: { dense: "稠密", sparse: "剪去十分之九", small: "稠密，权重数与剩下的相当" },
  },
};

function report(runs, lang) {
  const { head, networks } = WORDS[lang];
  const missesOf = (task, network) => runs.filter((one) => one.task === task && one.network === network);
  const rows = STUDIED.flatMap(({ name }) => {
    const dense = mean(missesOf(name, "dense").map(({ miss }) => miss));
    return Object.keys(NETWORKS).flatMap((network, i) => {
      const own = missesOf(name, network);
      if (own.length === 0) return [];
      const misses = own.map(({ miss }) => miss);
      const [middle, spread] = [mean(misses), deviation(misses)];
      return [
        [
          ...[i === 0 ? `**${name}**` : "", networks[network], String(own[0].units), String(own[0].left)],
          ...[String(own.length), `${digits(middle)} ± ${digits(spread)}`, digits(middle / dense)],
          digits(Math.max(...misses)),
        ],
      ];
    });
  });
  return table(head, rows);
}

async function main() {
  const { values } = parseArgs({
    options: {
      seeds: { type: "string", default: "5" },
      networks: { type: "string", default: Object.keys(NETWORKS).join(",") },
      file: { type: "string", default: fileURLToPath(new URL("sparsity.jsonl", import.meta.url)) },
      json: { type: "boolean", default: false },
      write: { type: "boolean", default: false },
    },
  });
  const seeds = wholeNumber(values, "seeds");
  const networks = values.networks.split(",");
  const unknown = networks.find((name) => !Object.hasOwn(NETWORKS, name));
  if (unknown !== undefined) throw new RangeError(`--networks: no "${unknown}"; there are ${Object.keys(NETWORKS)}`);
  const asked = [];
  for (let number = 1; number <= seeds; number++) {
    for (const task of STUDIED) for (const network of networks) asked.push({ task, network, number });
  }
  const runs = [];
  const recorded = readRuns(values.file);
  for (const { task, network, number } of asked) {
    const mark = await markOf(network, task);
    const found = recorded.find((one) => one.mark === mark && one.network === network && one.run === number);
    const own = found ?? { ...(await sparseRun(network, task, number)), mark };
    runs.push(own);
    if (found !== undefined) continue;
    addRun(values.file, own);
    process.stderr.write(
      `${own.task}, ${network}, run ${number}: ${digits(own.miss)} in ${own.seconds.toFixed(1)} s\n`,
    );
  }
  if (values.write) {
    const facts = machineFacts();
    const page = (lang) => `${machineLine(facts, lang)}${lang === "zh" ? "。" : "."}\n\n${report(runs, lang)}`;
    writePages("study", { "docs/sparsity.md": page("en"), "docs/sparsity.zh-CN.md": page("zh") });
  }
  process.stdout.write(values.json ? `${JSON.stringify(runs, null, 2)}\n` : `${report(runs, "en")}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await run(main, "study");
