import type { StartName } from "./gradient-over-lag.ts";

/** What the chapter's pictures and tables say, in one language. */
export interface ChapterWords {
  readonly nothing: string;
  readonly starts: Readonly<Record<StartName, string>>;
  readonly gradient: { readonly title: string; readonly unit: string; readonly lag: string };
  readonly squashing: { readonly title: string; readonly values: string; readonly slopes: string };
  readonly latch: {
    readonly title: string;
    readonly task: string;
    readonly gates: string;
    readonly memory: string;
    readonly value: string;
    readonly marked: string;
    readonly said: string;
    readonly row: string;
    readonly age: string;
    readonly lstm: string;
    readonly rnn: string;
    readonly seed: string;
    atMark(gate: string): string;
    between(gate: string): string;
    readonly slope: string;
  };
  /** Before a state to which the backward walk hands something on. */
  readonly to: string;
  readonly weight: string;
  readonly byHand: string;
  readonly differences: string;
  readonly engine: string;
}

const en: ChapterWords = {
  nothing: "Nothing to draw",
  starts: {
    rnn: "plain RNN",
    rnnDoubled: "plain RNN, U doubled",
    lstmZero: "LSTM, forget bias 0",
    lstm: "LSTM, forget bias 1",
    lstmFive: "LSTM, forget bias 5",
  },
  gradient: {
    title: "What an input still means k steps later",
    unit: "norm of the gradient",
    lag: "k (steps)",
  },
  squashing: { title: "The two squashing functions", values: "The functions", slopes: "Their slopes" },
  latch: {
    title: "One trained LSTM unit: keep the last marked value",
    task: "What it reads and says",
    gates: "Input gate i and forget gate f",
    memory: "Memory c",
    value: "value",
    marked: "marked value",
    said: "what the unit says",
    row: "row",
    age: "rows since the mark",
    lstm: "LSTM, 1 unit, {weights} weights",
    rnn: "plain RNN, 4 units, {weights} weights",
    seed: "seed",
    atMark: (gate) => `${gate} at a mark`,
    between: (gate) => `${gate} between`,
    slope: "∂cₜ/∂cₜ₋₁ between",
  },
  to: "to",
  weight: "weight",
  byHand: "by hand",
  differences: "central differences",
  engine: "engine (float32)",
};

const zh: ChapterWords = {
  nothing: "没有可画的内容",
  starts: {
    rnn: "普通 RNN",
    rnnDoubled: "普通 RNN，U 加倍",
    lstmZero: "LSTM，遗忘偏置 0",
    lstm: "LSTM，遗忘偏置 1",
    lstmFive: "LSTM，遗忘偏置 5",
  },
  gradient: { title: "一个输入在 k 步之后还有多少分量", unit: "梯度的范数", lag: "k（步）" },
  squashing: { title: "两个压缩函数", values: "函数", slopes: "斜率" },
  latch: {
    title: "一个训练好的 LSTM 单元：记住最近一个带标记的值",
    task: "读入的值与给出的回答",
    gates: "输入门 i 与遗忘门 f",
    memory: "记忆 c",
    value: "数值",
    marked: "带标记的数值",
    said: "单元的回答",
    row: "行",
    age: "距标记的行数",
    lstm: "LSTM，1 个单元，{weights} 个权重",
    rnn: "普通 RNN，4 个单元，{weights} 个权重",
    seed: "种子",
    atMark: (gate) => `有标记时的 ${gate}`,
    between: (gate) => `其间的 ${gate}`,
    slope: "其间的 ∂cₜ/∂cₜ₋₁",
  },
  to: "给",
  weight: "权重",
  byHand: "手算",
  differences: "中心差分",
  engine: "引擎（float32）",
};

export const CHAPTER_WORDS = { en, zh } as const;
