import type { PanelWords } from "./panel-words.ts";

/** 面板，简体中文. */
export const panelZh: PanelWords = {
  kind: "Gatecast 预测报告 · 多个序列，一个模型",
  title: "{target} · {series} 个序列",
  verdicts: {
    network_wins:
      "在 {series} 个序列上，{network}胜过所有基线：平均 MASE 为 {mase}，其中最好的{byMase}为 {baselineMase}；RMSE 为 {rmse}，{baseline}为 {baselineRmse}。在其中 {better} 个序列上它比{byMase}更准。",
    network_ties:
      "在 {series} 个序列上，{network}与最好的基线不相上下：平均 MASE 为 {mase} 对 {baselineMase}（{byMase}），RMSE 为 {rmse} 对 {baselineRmse}（{baseline}）；在其中 {better} 个序列上它比{byMase}更准。宜用更简单的那个。",
    baseline_wins:
      "在 {series} 个序列上，至少有一项指标是简单的规则更好：平均 MASE {byMase}为 {baselineMase}，{network}为 {mase}；RMSE {baseline}为 {baselineRmse}，{network}为 {rmse}。在其中 {better} 个序列上它比{byMase}更准。若该指标最要紧，请使用该基线，或为网络提供更多数据或更多输入列。",
    not_scored: "没有可评分的内容：没有任何序列在测试段有已知读数，因此无法判断{network}是否值得使用。",
  },
  scoresHint:
    "MASE 先按每个序列计算，再对序列取平均：各序列权重相同。其余各列基于所有序列的所有行，数值大的序列影响最大。结论同时看 RMSE 与 MASE，以较不利者为准。",
  labels: {
    given: "给定的序列",
    fitted: "拟合的序列",
    scored: "评分的序列",
    skillByMase: "按 MASE 的技能分",
    windowsOfAll: "评分窗口数",
    examples: "序列，由好到差",
  },
  pictures: {
    spread: {
      title: "各序列的得分",
      caption: "每个序列的 MASE，按模型分列。箱体含中间一半的序列，须线延伸至箱高的 1.5 倍，点位于更远处。",
    },
    best: { title: "MASE 最低的序列", caption: "其测试段，以及末尾之后的预测。" },
    median: { title: "居中的序列", caption: "一半序列的 MASE 更低，一半更高。" },
    worst: { title: "MASE 最高的序列", caption: "其测试段，以及末尾之后的预测。" },
  },
  residualsHint:
    "第一步的残差：实际值减预测值，取自测试段；测试段不足 20 个窗口时取最近的至多 100 个窗口，其中多数已为网络所学，那里仍有的规律就是它没有学到的。",
  residualsOfAll:
    "在残差可检验的 {tested} 个序列中，{pattern} 个的残差仍有规律（Ljung–Box，p < 0.05）；即使都没有规律，仅凭偶然也约有 {expected} 个看似有。",
  residualsUntested: "残差太少或没有变化的序列：{untested} 个。",
  series: "序列",
};
