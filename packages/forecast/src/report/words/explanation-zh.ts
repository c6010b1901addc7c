import type { ExplanationWords } from "./explanation-words.ts";

/** 预测解释，简体中文。 */
export const explanationZh: ExplanationWords = {
  kind: "Gatecast 预测解释",
  title: "{cutoff} 之后的 {target} 为何如此预测 · {id}",
  headingSummary: "最要紧的是什么",
  headingMore: "还应知道",
  headingMethod: "这些数字的含义",
  above:
    "已知读数到 {cutoff} 为止，{network}对 {target} {when}的预测为 {forecast}，比{against}给出的 {baseline} 高 {difference}。",
  below:
    "已知读数到 {cutoff} 为止，{network}对 {target} {when}的预测为 {forecast}，比{against}给出的 {baseline} 低 {difference}。",
  same: "已知读数到 {cutoff} 为止，{network}对 {target} {when}的预测为 {forecast}，与{against}给出的相同。",
  atStep: "在 {ds}（第 {step} 步）",
  onAverage: "从 {first} 到 {last}（{steps} 步平均）",
  againstMean: "此前 {windows} 个窗口的平均",
  againstSeason: "此前 {windows} 个窗口（均处于 {season} 行季节中的同一位置）的平均",
  againstLast: "各输入停在最后一个值的窗口",
  linearAll:
    "预测全部来自网络的线性通路：验证段上，旁边的 {model} 没有更多可补充，因而保持沉默；其内部如何取值，都不影响此模型的任何预测。",
  linearPart: "其中，网络的线性通路单独给出 {linear}，旁边的 {model} 再加 {difference}。",
  moved: "影响最大的是{input}，合计 {total}。",
  movedMostAt: "影响最大的是{input}，合计 {total}，其中最大的一份来自 {ds}：{value}。",
  movedNext: "其次：{list}。",
  nothingMoved: "没有输入改变预测：窗口与基准所说相同。",
  livesOn:
    "在 {windows} 个窗口上，网络最依靠{input}：将其在窗口之间互换后，RMSE 由 {rmse} 升至 {worse}（高出 {percent} %）。",
  livesOnNone: "在 {windows} 个窗口上，缺了哪个输入都无妨：无论互换哪一个，预测都不比现在（RMSE 为 {rmse}）更差。",
  hardlyMissed: "几乎用不上：{list}。",
  misleads: "互换后预测反而更好，说明它们在这些行上误导了模型：{list}。",
  noGates:
    "“{model}”由运算组合而成，而门只对编译的单元展示；有注意力时展示其权重。其方程见：gatecast cells show {model}。",
  looksAt: "注意力最关注 {ds}：平均有 {percent} % 的权重落在那里。",
  path: "从基准到窗口的 {nodes} 个点",
  inputs: {
    target: "自身的过去（{name}）",
    past: "{name}",
    future: "{name}（预先已知）",
    holidays: "节假日（{name}）",
    calendar: "日历：{name}",
  },
  labels: {
    input: "输入",
    contribution: "贡献",
    raised: "抬高",
    lowered: "压低",
    strongestAt: "最大的一份在",
    contributionThere: "该处",
    rise: "RMSE 上升",
    spread: "±",
    rmseExchanged: "互换后的 RMSE",
    forecast: "所解释的预测",
    baselineForecast: "基准的预测",
    difference: "两者之差",
    sum: "贡献之和",
    residual: "和与差的出入",
    nodes: "积分所用",
    cutoff: "最后一个已知读数",
    exchanged: "互换的窗口",
    exchangedRows: "其预测的行",
    rmse: "原来的 RMSE",
    gate: "门或状态",
    mean: "平均",
    least: "最低",
    most: "最高",
    atOrigin: "起点处的平均",
    baseline: "基准",
    equations: "单元的方程",
  },
  keys: {
    raises: "抬高预测",
    lowers: "压低预测",
    lowest: "图中最低",
    highest: "图中最高",
    share: "权重 {share}",
    band: "居中的 80 % 单元",
  },
  meanOfUnits: "{units} 个单元的平均",
  unit: "单元 {unit}",
  layer: "第 {layer} 层",
  layerBackward: "第 {layer} 层，反向",
  gateNamed: "门 {name}",
  stateNamed: "状态 {name}",
  pictures: {
    window: {
      title: "窗口与其预测",
      caption: "预测由什么作出，与什么比较，其后又预期什么。",
    },
    contributions: {
      title: "各时刻的贡献",
      caption: "每一行使预测偏离基准多少，单位与目标列相同；各图尺度不同。最后一个读数之后的各行是预先已知的。",
    },
    inputs: {
      title: "各输入并列",
      caption: "每一行是一个输入；颜色越深，该时刻的贡献越大，尺度统一。",
    },
    importance: {
      title: "缺了各输入会差多少",
      caption: "将某个输入的值在窗口之间互换后，RMSE 上升多少。柱为平均，点为单次抽取。",
    },
    gates: {
      title: "门与状态",
      caption:
        "窗口每一行处各门与各状态的取值。门接近 1 则全部放行，接近 0 则全部拦下；tanh 介于 −1 与 1 之间。方程未单独压缩的量，按其进入方程时的值展示。",
    },
    alignment: {
      title: "注意力看了哪里",
      caption: "每一行是一个预测步，第一步在最上；颜色越深，落在窗口该行上的权重越大。",
    },
    alignmentWithin: {
      title: "注意力看了哪里",
      caption: "每一行是窗口中的一行，最早的在最上；颜色越深，落在下方该时刻上的权重越大。",
    },
    drivers: {
      title: "注意力选了哪些列",
      caption: "窗口各行处；颜色越深，落在该列上的权重越大。",
    },
    units: {
      title: "逐单元的门与状态",
      caption: "每一行是一个单元。颜色从各图取值范围的一端到另一端，范围写在图的标题里；无色者居中。",
    },
  },
  method: [
    "贡献即积分梯度（Sundararajan、Taly 与 Yan，2017）：沿着从基准到窗口的直线，把预测对每个读数的梯度累加起来。梯度穿过网络、其线性通路以及预处理的每一步，因此单位与目标列相同；全部贡献之和就是两个预测之差。",
    "它们说明模型相对于这一基准如何看待这些读数；换一个基准，贡献也会不同。它们不说明现实世界中的因果。",
    "缺少某个输入时的 RMSE，是把它的值在窗口之间整窗互换后测得的（置换重要性）。彼此相似的输入可以互相替代，于是看上去缺了哪一个都无妨；互换后的窗口也可能是现实中从不出现的。",
  ],
};
