// The comparison as a person reads it, in English and Chinese.
import { machineLine } from "../machine.js";
import { digits, table, times } from "../table.js";
import { WORKLOADS } from "../workloads.js";
import { geometricMean, MEAN_GOAL } from "./summary.js";

const NAMES = { tfjs: "TensorFlow.js", jax: "jax-js" };

const WORDS = {
  en: {
    head: ["workload", "training: ours", "PyTorch", "ratio", "goal", "prediction: ours", "PyTorch", "ratio", "goal"],
    others: ["workload", "peer", "training", "ours is faster", "goal", "prediction", "ours is faster"],
    short: ["workload", "LSTM layers", "batch × steps", "Gatecast", "PyTorch", "training", "prediction"],
    met: "met",
    missed: "missed",
    mean: (ratio, count, goal, verdict) =>
      `Geometric mean of ${count} training ratios: ${ratio} (goal ${goal}, ${verdict}).`,
    units: (rounds, ms) =>
      `Milliseconds (threads): medians of ${rounds} alternating ${rounds === 1 ? "round" : "rounds"} of about ${ms} ms. PyTorch: the better of one and two threads.`,
  },
  zh: {
    head: ["任务", "训练：Gatecast", "PyTorch", "比值", "目标", "预测：Gatecast", "PyTorch", "比值", "目标"],
    others: ["任务", "对照", "训练", "Gatecast 快", "目标", "预测", "Gatecast 快"],
    short: ["任务", "LSTM 层", "批量 × 步数", "Gatecast", "PyTorch", "训练", "预测"],
    met: "达到",
    missed: "未达到",
    mean: (ratio, count, goal, verdict) => `${count} 个训练比值的几何平均：${ratio}（目标 ${goal}，${verdict}）。`,
    units: (rounds, ms) =>
      `单位毫秒（括号内为线程数）：${rounds} 轮交替测量的中位数，每轮约 ${ms} 毫秒。PyTorch 取单线程与双线程中较好者。`,
  },
};

const cell = ({ ms, threads }) => `${digits(ms)} (${threads})`;

function goalCell({ ratio, goal }, words) {
  if (goal === null) return "";
  return `${goal}× ${ratio >= goal ? words.met : words.missed}`;
}

function mainTable(rows, words) {
  const part = (ours, theirs) => {
    if (theirs === undefined) return [cell(ours), "–", "–", "–"];
    return [cell(ours), cell(theirs), times(theirs.ratio), goalCell(theirs, words)];
  };
  return table(
    words.head,
    rows.map(({ workload, ours, torch }) => [
      workload,
      ...part(ours.train, torch?.train),
      ...part(ours.predict, torch?.predict),
    ]),
  );
}

function otherTable(rows, words) {
  const lines = rows.flatMap((row) =>
    Object.keys(NAMES).flatMap((peer) => {
      if (row[peer] === undefined) return [];
      const { train, predict } = row[peer];
      const training = [cell(train), times(train.ratio), goalCell(train, words)];
      return [[row.workload, NAMES[peer], ...training, cell(predict), times(predict.ratio)]];
    }),
  );
  return lines.length === 0 ? null : table(words.others, lines);
}

/** The whole report: facts, tables, mean. */
export function report({ machine, names, rounds, milliseconds, rows }, lang = "en") {
  const words = WORDS[lang];
  const mean = geometricMean(rows);
  const verdict = mean && (mean.ratio >= MEAN_GOAL ? words.met : words.missed);
  const facts = [machineLine(machine, lang), ...names].join(lang === "zh" ? "；" : "; ");
  return [
    `${facts}${lang === "zh" ? "。" : "."}`,
    words.units(rounds, milliseconds),
    mainTable(rows, words),
    mean && words.mean(times(mean.ratio), mean.of, `${MEAN_GOAL}×`, verdict),
    otherTable(rows, words),
  ]
    .filter((part) => part !== null)
    .join("\n\n");
}

/** The short table of the README. */
export function shortTable({ rows }, lang = "en") {
  return table(
    WORDS[lang].short,
    rows.map(({ workload, ours, torch }) => {
      const { units, batch, steps } = WORKLOADS.find(({ name }) => name === workload);
      const measured = [
        digits(ours.train.ms),
        digits(torch.train.ms),
        times(torch.train.ratio),
        times(torch.predict.ratio),
      ];
      return [workload, units.join(", "), `${batch} × ${steps}`, ...measured];
    }),
  );
}
