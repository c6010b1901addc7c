import type { CompareWords } from "./compare-words.ts";

/** 单元比较，简体中文。 */
export const compareZh: CompareWords = {
  kind: "Gatecast 循环单元比较",
  title: "{target} · {id}",
  manySeries: "{series} 个序列",
  labels: {
    cells_better: "有单元优于最好的基线",
    cells_ahead: "有单元领先，但可能出于偶然",
    level: "与基线不相上下",
    baseline_ahead: "基线领先",
    baseline_better: "基线更好",
    not_scored: "未评分",
  },
  verdicts: {
    cells_better:
      "优于{chosen}{baseline}（{metric} {baselineError}），且超出偶然与种子间差异的单元：{cells}。其中 {metric} 最低的是 {cell}：{seeds}上为 {error}，低 {percent} %（校正后 p {p}）。",
    cells_ahead:
      "没有单元被证明优于{chosen}{baseline}（{metric} {baselineError}）。各单元中 {metric} 最低的是 {cell}：{seeds}上为 {error}，低 {percent} %；但{because}。",
    level:
      "最好的单元 {cell} 与{chosen}{baseline}不相上下：{metric} 在 {seeds}上为 {error}，基线为 {baselineError}。宜用更简单的那个。",
    baseline_ahead:
      "基线领先：{chosen}{baseline}的 {metric} 为 {baselineError}；最好的单元 {cell} 在 {seeds}上为 {error}，高出 {percent} %。没有单元值得使用，尽管尚不能证明{baseline}优于其中每一个：{because}。",
    baseline_better:
      "基线优于每一个单元：{chosen}{baseline}的 {metric} 为 {baselineError}；最好的单元 {cell} 在 {seeds}上为 {error}，高出 {percent} %（校正后 p {p}）。请使用{baseline}。",
    not_scored: "没有可评分的内容：测试段中没有任何窗口含有已知读数。请提供更多数据、缩短预测步数或增大测试段。",
  },
  ofOne: {
    cells_better:
      "{cell} 优于{chosen}{baseline}（{metric} {baselineError}），且超出偶然与种子间差异：{metric} 在 {seeds}上为 {error}，低 {percent} %（校正后 p {p}）。",
    cells_ahead:
      "尚不能证明 {cell} 优于{chosen}{baseline}（{metric} {baselineError}）。其 {metric} 在 {seeds}上为 {error}，低 {percent} %；但{because}。",
    baseline_better:
      "基线更好：{chosen}{baseline}的 {metric} 为 {baselineError}；{cell} 在 {seeds}上为 {error}，高出 {percent} %（校正后 p {p}）。请使用{baseline}。",
  },
  chosen: { validation: "验证段上最好的基线", test: "在这些测试行上最好的基线" },
  otherBaseline: "若只看测试行，{model}领先于以上所有模型（{metric} {error}）；但验证段没有选中它。",
  same: "最好的单元 {cell} 与{baseline}的预测相同：{metric} 在 {seeds}上为 {error}。宜用更简单的那个。",
  because: {
    same: "两者的预测相同",
    too_few: "测试段只有 {independent} 个互不重叠的窗口，而检验需要 {needed} 个",
    no_test: "两者在每个窗口上的差都相同，检验无从判断",
    chance: "检验无法将其与偶然区分（校正后 p {p}）",
    one_seed: "仅凭一个种子无法得知换一个种子会怎样",
    seeds: "各种子之间差异太大",
    small: "不足 1 % 的差别没有实际意义",
  },
  undecided: {
    same: "预测相同",
    too_few: "未定：窗口太少",
    no_test: "未定：无法检验",
    chance: "未定：可能出于偶然",
    one_seed: "未定：只有一个种子",
    seeds: "未定：种子间差异大",
    small: "相当：相差不足 1 %",
  },
  better: "{model} 更好",
  amongCells: "与第一个单元 {first} 相比：{parts}。",
  betterCells: "更好的是 {cells}",
  worseCells: "更差的是 {cells}",
  openCells: "未见差别的是 {cells}",
  openAll: "其余各单元均未见差别",
  betweenParts: "；",
  fewWindows:
    "请注意：测试段有 {windows} 个窗口，其中互不重叠的只有 {independent} 个。少于 {needed} 个时，检验会在没有差别之处发现差别，因此不说任何一个更好。请使用不少于 {test} 行的测试段（--test {test}），或缩短预测步数。",
  fewOrigins:
    "请注意：测试窗口起于 {origins} 个时刻，只容得下 {independent} 个互不重叠的窗口。少于 {needed} 个时，检验会在没有差别之处发现差别，因此不说任何一个更好。请让每个序列的测试段不少于 {test} 行（--test {test}），或缩短预测步数。",
  oneSeed: "仅凭一个种子无法得知换一个种子会怎样，因此不说任何单元更好或更差。",
  untrained:
    "请注意：{cells} 的每次训练得到的都是未经训练的网络，因为验证段上没有发现比随机初始权重更好的结果。这样的得分反映的是预处理，与单元本身无关。",
  failed: "未参加比较：{cells}。",
  closerIn: "更准的序列",
  closerInOf: "{count} / {of}",
  headingScores: "测试段得分",
  headingTests: "检验结果",
  headingTraining: "各单元的训练",
  scoresHint: "各种子的均值 ± 标准差；没有随机性的规则只有一个值。",
  testsHint: {
    rmse: "对均方误差作 Diebold–Mariano 检验，采用 Harvey、Leybourne、Newbold 的小样本修正；p 值按检验个数校正（Holm）。只有校正后 p 小于 0.05、差距大于种子间的差异、且相差超过 1 % 时，才说更好。",
    mase: "以各序列自身的季节步长为单位（与 MASE 相同），对平均绝对误差作 Diebold–Mariano 检验，样本为预测起点的各个时刻：同一时刻所有序列的误差合为一个值，因此共同变动的序列只算一次。采用 Harvey、Leybourne、Newbold 的小样本修正；p 值按检验个数校正（Holm）。只有校正后 p 小于 0.05、差距大于种子间的差异、且相差超过 1 % 时，才说更好。前者在多少个序列上更准只是计数，不是检验。",
  },
  chosenHint: {
    validation: "所用基线是验证段上误差最低的{baseline}：没有任何东西是根据测试行选出的。",
    test: "所用基线正是在这些行上误差最低的{baseline}，因为验证段无法评分；这对它略为有利。",
  },
  trainingHint:
    "所有单元使用相同的预处理、回看窗口和可选学习率。单元数的选取使参数个数（含线性通路）接近同一数目。最佳轮次与秒数取各种子的均值；秒数为一次训练（含重新拟合）的时间。",
  units: "单元数",
  parameters: "参数",
  learningRate: "学习率",
  validationError: "验证 {metric}",
  epochs: "最佳轮次",
  seconds: "秒",
  pair: "比较",
  against: "{first} – {second}",
  change: { rmse: "平方误差 %", mase: "缩放误差 %" },
  interval: "95 % 区间",
  pValue: "p",
  adjusted: "校正后 p",
  conclusion: "结论",
  seeds: "种子",
  budget: "目标参数个数",
  independent: "互不重叠的窗口",
  independentOrigins: "互不重叠的时刻",
  series: "参加比较的序列",
  seriesOf: "{scored} / {given}",
  changeAxis: { rmse: "均方误差之差，%", mase: "平均缩放误差之差，%" },
  titleChange: "各单元与 {model} 的差距",
  captionChange: "点为差值，线为各自的 95 % 区间。低于 0 表示该单元更好。",
  captionScores: "柱为均值，点为单个种子。越低越好。",
  titleSteps: "逐步误差",
  captionSteps: "该步上所有窗口的 {metric}，取各种子的均值。",
};
