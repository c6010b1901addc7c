import type { Words } from "./catalogue.ts";

/** 简体中文. */
export const zh: Words = {
  epoch: ({ phase, epoch, epochs, trainLoss, validationLoss, seconds }) =>
    [
      `${phase === "train" ? "训练" : "并入验证段重新拟合"}：第 ${epoch} / ${epochs} 轮`,
      ...(trainLoss === "" ? [] : [`损失 ${trainLoss}`]),
      ...(validationLoss === "" ? [] : [`验证 ${validationLoss}`]),
      `${seconds} 秒`,
    ].join("，"),
  summary: (f) =>
    `回看窗口 ${f.lookback} 行，预测 ${f.horizon} 步，季节周期 m = ${f.season}。训练 ${f.train} 行，验证 ${f.validation} 行，测试 ${f.test} 行。` +
    `最佳轮次 ${f.bestEpoch}；共训练 ${f.epochs} 轮，用时 ${f.seconds} 秒。`,
  written: (folder) => `已写入 ${folder}：`,
  files: {
    model: "模型",
    history: "各轮损失",
    test_forecast: "测试段的预测",
    forecast: "数据之后的预测",
    report: "报告，用浏览器打开",
    charts: "报告中的图",
  },
  forecastLater: (command) => `用更新的数据预测：${command}`,
  scoredRows: (first, last) => `评分所用的行从 ${first} 到 ${last}，模型拟合时均未见过。`,
  writtenTo: (file) => `已写入 ${file}。`,
  interrupted: "已中断。",
  saved: (file) => `已达到的进度保存在 ${file}。`,
  resume: (command) => `继续运行：${command}`,
  nothingSaved: "尚无可保存的进度。",
  failure: {
    found: "发现",
    needed: "需要",
    hint: "建议",
    where: "位置",
    row: (row) => `第 ${row} 行`,
    column: (name) => `列“${name}”`,
    ours: "这是 Gatecast 的缺陷，不是您的错误。请连同此行一并报告；设置 GATECAST_DEBUG=1 可显示出错位置。",
  },
};
