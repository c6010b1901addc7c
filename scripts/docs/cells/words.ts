/** What stands on the pages of cells around what is computed, in one language. */
export interface CellPageWords {
  /** Endings of files, and of the other language's. */
  readonly ending: string;
  readonly otherEnding: string;
  readonly otherLanguage: string;
  readonly all: string;
  readonly equations: string;
  readonly drawing: string;
  readonly use: string;
  readonly size: string;
  readonly source: string;
  drawingOf(name: string): string;
  readonly inGeneral: string;
  inNumbers(features: number, units: number): string;
  readonly weights: string;
  weightsFor(size: string): string;
  readonly multiplications: string;
  readonly functions: string;
  readonly windows: string;
  /** A training step in milliseconds, and the LSTM's, null on its own page. */
  time(own: string, lstm: string | null): string;
  readonly found: string;
  readonly task: string;
  readonly solved: string;
  readonly error: string;
  readonly beside: string;
  readonly howFound: string;
  readonly name: string;
  readonly line: string;
}

const en: CellPageWords = {
  ending: ".md",
  otherEnding: ".zh-CN.md",
  otherLanguage: "简体中文",
  all: "all cells",
  equations: "Equations",
  drawing: "Drawing",
  use: "When to use it",
  size: "Size",
  source: "Source",
  drawingOf: (name) => `One step of ${name}, from left to right`,
  inGeneral: "F columns, H units",
  inNumbers: (features, units) => `F = ${features}, H = ${units}`,
  weights: "weights",
  weightsFor: (size) => `weights, ${size}`,
  multiplications: "multiplications a step",
  functions: "σ, tanh and their like a step",
  windows: "for windows of 24 rows, as the lowest layer",
  time: (own, lstm) =>
    `A training step takes ${own} ms${lstm === null ? "" : `, the LSTM's ${lstm} ms`}: 32 windows of 24 rows and 4 columns, 50 units, one thread ([all of them](../performance.md#the-family)).`,
  found: "What the study found",
  task: "task, and the error up to which it counts as solved",
  solved: "seeds that solved it",
  error: "error: mean ± sd",
  beside: "the LSTM",
  howFound:
    "[The study](../family.md) says what the tasks are and how all were trained: alike, and with nothing tuned but the learning rate. It checks that each member learns what it is for, and is no race.",
  name: "`--cell`",
  line: "what it is",
};

const zh: CellPageWords = {
  ending: ".zh-CN.md",
  otherEnding: ".md",
  otherLanguage: "English",
  all: "全部单元",
  equations: "公式",
  drawing: "结构图",
  use: "何时使用",
  size: "规模",
  source: "出处",
  drawingOf: (name) => `${name} 的一步，从左到右`,
  inGeneral: "F 列、H 个单元",
  inNumbers: (features, units) => `F = ${features}，H = ${units}`,
  weights: "权重",
  weightsFor: (size) => `权重（${size}）`,
  multiplications: "每步乘法",
  functions: "每步 σ、tanh 等函数",
  windows: "窗口为 24 行，作为最底层",
  time: (own, lstm) =>
    `一个训练步用时 ${own} 毫秒${lstm === null ? "" : `，LSTM 为 ${lstm} 毫秒`}：32 个窗口、每个 24 行 4 列，50 个单元，单线程（[全部成员](../performance.zh-CN.md#家族)）。`,
  found: "实验结果",
  task: "任务，以及误差不超过多少算解出",
  solved: "解出的种子数",
  error: "误差：均值 ± 标准差",
  beside: "LSTM",
  howFound:
    "任务是什么、怎样训练，见[实验说明](../family.zh-CN.md)：所有成员训练方式相同，只选学习率。这里检验的是每个成员能否学会它该学的东西，而不是比赛。",
  name: "`--cell`",
  line: "是什么",
};

export const CELL_PAGE_WORDS = { en, zh } as const;
