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
  /** The same of the layers that something is around, and of one plain layer. */
  timeAround(own: string, lstm: string): string;
  /** How many times as fast forecasts are at nine tenths pruned, with 64 units and with 256. */
  timePruned(narrow: string, wide: string): string;
  readonly found: string;
  readonly task: string;
  readonly solved: string;
  readonly error: string;
  readonly beside: string;
  /** How many layers a row is of, and what is said behind a number of so many others. */
  readonly depth: string;
  ofLayers(count: number): string;
  readonly howFound: string;
  readonly name: string;
  readonly line: string;
  /** What is put around cells, and the option that switches it on. */
  readonly around: string;
  readonly option: string;
  unrolledOf(name: string): string;
  /** What lines of the drawing mean. */
  howUnrolled(name: string): string;
  /** The layers that sizes are of. */
  layersOf(layers: string): string;
  readonly layersColumn: string;
  readonly updates: string;
  readonly howWrappedFound: string;
  /** Where results stand that are not in the study's table. */
  readonly measuredElsewhere: Readonly<Record<string, string>>;
}

/** Lines that only some drawings have. */
const LINES_EN: Readonly<Record<string, string>> = {
  "residual-layers": "; orange ones lead past the layer, through a map where widths differ",
  variational: "; what is dashed goes through a mask while it trains, the same at all steps",
  sparse: "; dots stand for recurrent weights of which few are left",
};
const LINES_ZH: Readonly<Record<string, string>> = {
  "residual-layers": "；橙线绕过该层，宽度不同时经过线性映射",
  variational: "；虚线在训练时经过掩码，所有时间步相同",
  sparse: "；点线表示循环权重只剩很少",
};

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
  timeAround: (own, lstm) =>
    `A training step takes ${own} ms, that of one plain layer ${lstm} ms: 32 windows of 24 rows and 4 columns, 50 units, one thread ([all of them](../performance.md#the-family)).`,
  timePruned: (narrow, wide) =>
    `A training step takes as long as that of the plain layer. Forecasts with nine tenths pruned are ${narrow} times as fast with 64 units and ${wide} times with 256; with 88 % or less, no faster: 64 windows of 24 rows and 4 columns, one thread ([every share](../sparsity.md#what-it-saves)).`,
  found: "What the study found",
  task: "task, and the error up to which it counts as solved",
  solved: "seeds that solved it",
  error: "error: mean ± sd",
  beside: "the LSTM",
  depth: "layers",
  ofLayers: (count) => (count === 1 ? ", of 1 layer" : `, of ${count} layers`),
  howFound:
    "[The study](../family.md) says what the tasks are and how all were trained: alike, and with nothing tuned but the learning rate. It checks that each member learns what it is for, and is no race.",
  name: "`--cell`",
  line: "what it is",
  around: "around a cell",
  option: "for example",
  unrolledOf: (name) => `${name}: nine steps of a window, from left to right`,
  howUnrolled: (name) =>
    `x is the window, y what is handed on. Blue lines lead through recurrent weights, grey ones through those of the input or to what is handed on${LINES_EN[name] ?? ""}.`,
  layersOf: (layers) => `for ${layers}, the lowest over F columns`,
  layersColumn: "layers",
  updates: "updates",
  howWrappedFound:
    "[The study](../family.md#what-is-put-around-cells) says what the tasks are. Layers with and without it had the same units, updates and learning rates to choose from; each error is the mean over five seeds.",
  measuredElsewhere: {
    variational: "Its band, what it holds and what it costs stand on [a page of their own](../variational.md).",
    sparse: "What pruning costs in error and saves in time was measured on [a page of its own](../sparsity.md).",
  },
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
  timeAround: (own, lstm) =>
    `一个训练步用时 ${own} 毫秒，普通的一层为 ${lstm} 毫秒：32 个窗口、每个 24 行 4 列，50 个单元，单线程（[全部](../performance.zh-CN.md#家族)）。`,
  timePruned: (narrow, wide) =>
    `训练步的用时与普通的一层相同。剪去十分之九时，预测在 64 个单元上快 ${narrow} 倍，在 256 个单元上快 ${wide} 倍；剪去 88 % 以下时并不更快：64 个窗口、每个 24 行 4 列，单线程（[各种比例](../sparsity.zh-CN.md#好处)）。`,
  found: "实验结果",
  task: "任务，以及误差不超过多少算解出",
  solved: "解出的种子数",
  error: "误差：均值 ± 标准差",
  beside: "LSTM",
  depth: "层数",
  ofLayers: (count) => `，${count} 层`,
  howFound:
    "任务是什么、怎样训练，见[实验说明](../family.zh-CN.md)：所有成员训练方式相同，只选学习率。这里检验的是每个成员能否学会它该学的东西，而不是比赛。",
  name: "`--cell`",
  line: "是什么",
  around: "套在单元外面",
  option: "例如",
  unrolledOf: (name) => `${name}：窗口的九步，从左到右`,
  howUnrolled: (name) => `x 为窗口，y 为输出。蓝线经过循环权重，灰线经过输入的权重或通向输出${LINES_ZH[name] ?? ""}。`,
  layersOf: (layers) => `${layers}，最底层读 F 列`,
  layersColumn: "层",
  updates: "更新次数",
  howWrappedFound:
    "任务是什么，见[实验说明](../family.zh-CN.md#套在单元外面的东西)。有它和没有它的层，单元数、更新次数和可选的学习率都相同；误差为五个种子的平均。",
  measuredElsewhere: {
    variational: "区间、它的覆盖率和代价见[单独的一页](../variational.zh-CN.md)。",
    sparse: "剪枝使误差增加多少、节省多少时间，见[单独的一页](../sparsity.zh-CN.md)。",
  },
};

export const CELL_PAGE_WORDS = { en, zh } as const;
