// The family's times as a table, in both languages.
import { machineLine } from "../machine.js";
import { digits, table } from "../table.js";
import { GOAL, SIZES, TURNS } from "./measure.js";

const WORDS = {
  en: {
    end: ".",
    head: ["member", "training step, ms", "MFLOP", "GFLOP/s", "time per FLOP, LSTM = 1", `goal ≤ ${GOAL}`],
    sizes: ({ features, steps, batch, units }, rounds) =>
      `${features} inputs, ${steps} time steps, batch ${batch}, ${units} units, one layer, one thread; the quickest of ${TURNS * rounds} short turns through all members.`,
    met: "met",
    missed: "missed",
    composed: "composed",
  },
  zh: {
    end: "。",
    head: ["成员", "训练一步，ms", "MFLOP", "GFLOP/s", "每次运算用时（LSTM = 1）", `目标 ≤ ${GOAL}`],
    sizes: ({ features, steps, batch, units }, rounds) =>
      `${features} 个输入，${steps} 个时间步，批量 ${batch}，${units} 个单元，单层，单线程；全部成员轮流测 ${TURNS * rounds} 次，取最快的一次。`,
    met: "达到",
    missed: "未达到",
    composed: "由运算组成",
  },
};

export function familyTable(rows, lang) {
  const { head, met, missed, composed } = WORDS[lang];
  const verdict = ({ compiled, time_per_flop }) => (compiled ? (time_per_flop <= GOAL ? met : missed) : composed);
  return table(
    head,
    rows.map((row) => [
      ...[row.cell, digits(row.train_ms), digits(row.train_mflop ?? Number.NaN)],
      ...[
        digits((row.train_mflop ?? Number.NaN) / row.train_ms),
        digits(row.time_per_flop ?? Number.NaN),
        verdict(row),
      ],
    ]),
  );
}

/** The table with what it was measured on. */
export function familyPage(rows, rounds, facts, lang) {
  const { end, sizes } = WORDS[lang];
  return `${machineLine(facts, lang)}${end}\n\n${sizes(SIZES, rounds)}\n\n${familyTable(rows, lang)}`;
}
