// The table of a study, in both languages.
import { digits, table } from "../bench/table.js";

const WORDS = {
  en: {
    head: [
      "task",
      "member",
      "layers",
      "weights",
      "rate",
      "solved",
      "error: mean ± sd",
      "worst",
      "updates",
      "core seconds",
    ],
    measures: { mse: "mean squared error", nmse: "squared error of a variance of 1", wrong: "share that is wrong" },
    limit: (measure, limit) => `${measure} ≤ ${limit}`,
    bothEnds: ", all read from both ends",
  },
  zh: {
    head: ["任务", "成员", "层数", "权重数", "学习率", "解出", "误差：均值 ± 标准差", "最差", "更新次数", "核·秒"],
    measures: { mse: "均方误差", nmse: "均方误差（方差为 1）", wrong: "错误比例" },
    limit: (measure, limit) => `${measure} ≤ ${limit}`,
    bothEnds: "（都从两端读）",
  },
};

/** Summaries as a table: tasks in their order, members in the order of the family. */
export function studyTable(summaries, tasks, lang) {
  const { head, measures, limit, bothEnds } = WORDS[lang];
  const named = ({ name, measure, limit: most }, { bothEnds: isBoth }) =>
    `**${name}**${isBoth ? bothEnds : ""}: ${limit(measures[measure], most)}`;
  const rows = Object.values(tasks).flatMap((task) =>
    summaries
      .filter((summary) => summary.task === task.name)
      .map((summary, i) => [
        i === 0 ? named(task, summary) : "",
        summary.member,
        String(summary.layers),
        String(summary.parameters),
        String(summary.rate),
        `${summary.solved}/${summary.seeds}`,
        Number.isNaN(summary.miss_sd) ? digits(summary.miss) : `${digits(summary.miss)} ± ${digits(summary.miss_sd)}`,
        digits(summary.worst),
        digits(summary.steps),
        digits(summary.seconds),
      ]),
  );
  return table(head, rows);
}
