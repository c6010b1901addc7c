// What a study found, in numbers and as a table in both languages.
import { table } from "../../bench/table.js";
import { deviation, mean, paired } from "./numbers.js";

const WORDS = {
  en: {
    where: { simulated: "The simulated station", metro: "Stations of a metro" },
    dates: (days, dates) => (days === dates ? `${days} test days` : `${days} test days, ${dates} dates`),
    who: {
      timetable: () => "timetable",
      rule: ({ factor }) => `rule, × ${factor}`,
      plan: () => "forecast, then plan",
      "safe plan": ({ factor }) => `forecast × ${factor}, then plan`,
      hedge: ({ ways }) => `${ways} ways it may go, then plan`,
      clairvoyant: () => "knows the day",
      policy: (cell) => `policy (${cell})`,
      "informed policy": (cell) => `policy (${cell}) that sees the forecast`,
    },
    head: ["who orders", "cost of a day"],
    less: (who) => `${who}: difference ± SE`,
    seeds: (own) => `, ${own.seeds} ${own.seeds === 1 ? "seed" : "seeds"}`,
    chosen: ({ rate, discount, entropy }) => `discount ${discount}, entropy ${entropy}, rate ${rate}`,
    stop: ".",
    separator: "; ",
    colon: ": ",
    seconds: (value) => `${value.toFixed(0)} core seconds a seed`,
  },
  zh: {
    where: { simulated: "模拟的车站", metro: "某地铁的各车站" },
    dates: (days, dates) => (days === dates ? `${days} 个测试日` : `${days} 个测试日，${dates} 个日期`),
    who: {
      timetable: () => "固定时刻表",
      rule: ({ factor }) => `经验规则，× ${factor}`,
      plan: () => "先预测再规划",
      "safe plan": ({ factor }) => `预测 × ${factor} 再规划`,
      hedge: ({ ways }) => `${ways} 种可能走势再规划`,
      clairvoyant: () => "预知全天",
      policy: (cell) => `策略（${cell}）`,
      "informed policy": (cell) => `看得到预测的策略（${cell}）`,
    },
    head: ["由谁发车", "每日成本"],
    less: (who) => `${who}：差值 ± 标准误`,
    seeds: (own) => `，${own.seeds} 个种子`,
    chosen: ({ rate, discount, entropy }) => `折扣 ${discount}，熵 ${entropy}，学习率 ${rate}`,
    stop: "。",
    separator: "；",
    colon: "：",
    seconds: (value) => `每个种子 ${value.toFixed(0)} 核·秒`,
  },
};

/** Opponents with their mean costs, and policies with the mean and spread over seeds, beside every opponent on the same dates. */
export function summaryOf(where, { test }, opponents, policies) {
  const made = policies.map(({ kind, runs }) => {
    const seeds = runs.map(({ costs }) => mean(costs));
    // On each date the mean over seeds: what is left is how much dates differ.
    const costs = runs[0].costs.map((_, date) => mean(runs.map((one) => one.costs[date])));
    return {
      ...{ kind, settings: runs[0].settings, seeds: runs.length, costs },
      ...{ cost: mean(seeds), deviation: deviation(seeds), least: Math.min(...seeds), most: Math.max(...seeds) },
      seconds: mean(runs.map(({ seconds }) => seconds)),
    };
  });
  const beside = (costs) => made.map((one) => ({ kind: one.kind, ...paired(one.costs, costs) }));
  return {
    ...{ where, days: test.length, dates: opponents[0].costs.length },
    opponents: opponents.map(({ costs, ...own }) => ({ ...own, cost: mean(costs), beside: beside(costs) })),
    policies: made.map(({ costs, ...own }) => ({ ...own, beside: beside(costs) })),
  };
}

const signed = (value) => `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(2)}`;

/** A summary as a page shows it: differences are a policy's cost less that of who stands in the row. */
export function dispatchTable({ where, days, dates, opponents, policies }, cell, lang) {
  const words = WORDS[lang];
  const named = ({ kind }) => words.who[kind](cell);
  const differences = (beside, own) =>
    beside.map(({ kind, difference, error }) => (kind === own ? "" : `${signed(difference)} ± ${error.toFixed(2)}`));
  const rows = [
    ...opponents.map((one) => [words.who[one.name](one), one.cost.toFixed(2), ...differences(one.beside)]),
    ...policies.map((one) => [
      named(one) + words.seeds(one),
      one.seeds < 2
        ? one.cost.toFixed(2)
        : `${one.cost.toFixed(2)} ± ${one.deviation.toFixed(2)} (${one.least.toFixed(2)}–${one.most.toFixed(2)})`,
      ...differences(one.beside, one.kind),
    ]),
  ];
  const settings = policies.map(
    (one) => named(one) + words.colon + [words.chosen(one.settings), words.seconds(one.seconds)].join(words.separator),
  );
  return [
    `**${words.where[where]}**${words.colon}${words.dates(days, dates)}${words.stop}`,
    table([...words.head, ...policies.map((one) => words.less(named(one)))], rows),
    ...settings.map((line) => line + words.stop),
  ].join("\n\n");
}
