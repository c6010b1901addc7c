import type { Words } from "./catalogue.ts";
import { strangeLayerZh } from "./strange-layer-zh.ts";

/** 简体中文. */
export const zh: Words = {
  epoch: ({ phase, epoch, epochs, trainLoss, validationLoss, seconds }) =>
    [
      `${phase === "train" ? "训练" : "并入验证段重新拟合"}：第 ${epoch} / ${epochs} 轮`,
      ...(trainLoss === "" ? [] : [`损失 ${trainLoss}`]),
      ...(validationLoss === "" ? [] : [`验证 ${validationLoss}`]),
      `${seconds} 秒`,
    ].join("，"),
  reading: ({ file, done, total, rows }) =>
    `正在读取 ${file}：${total === undefined ? done : `${done} / ${total}`} MB，${rows.toLocaleString("en")} 行`,
  starting: "训练：正在评估线性起点…",
  pretraining: ({ phase, part, parts, epoch, epochs, loss }) =>
    `${phase === "refit" ? "重新训练前的" : ""}预训练${phase === "refit" ? "" : `（第 ${part} / ${parts} 部分）`}：第 ${epoch} / ${epochs} 轮，损失 ${loss}`,
  exchanging: ({ inputs, of }) => `正在窗口之间互换输入：${inputs} / ${of}`,
  choosing: (done) => `正在选择预处理与回看窗口${done === undefined ? "…" : `：${done.tried} / 至多 ${done.of}`}`,
  summary: (f) =>
    `回看窗口 ${f.lookback} 行，预测 ${f.horizon} 步，季节周期 m = ${f.season}。训练 ${f.train} 行，验证 ${f.validation} 行，测试 ${f.test} 行。` +
    `最佳轮次 ${f.bestEpoch}；共训练 ${f.epochs} 轮，用时 ${f.seconds} 秒。`,
  written: (folder) => `已写入 ${folder}：`,
  writtenElsewhere: (file, text) => `已写入 ${file}：${text}`,
  files: {
    model: "模型",
    history: "各轮损失",
    test_forecast: "测试段的预测",
    series_scores: "逐个序列的得分",
    forecast: "数据之后的预测",
    report: "报告，用浏览器打开",
    charts: "页面中的图",
    inspection: "检查结果，用浏览器打开",
    configuration: "供 fit 使用的配置",
    trials: "搜索的全部试验",
    runs: "各单元的全部训练",
    table: "处理后的数据表",
    cleaning: "各步骤的效果，用浏览器打开",
    diagnosis: "检验与图，用浏览器打开",
    explanation: "为何如此预测，用浏览器打开",
    attributions: "各输入在各行的贡献",
    gates: "各门与各状态的取值，逐单元",
  },
  forecastLater: (command) => `用更新的数据预测：${command}`,
  useConfiguration: (command) => `请查看配置，按您的了解修改，然后训练：${command}`,
  proposalHead: (file, command) => `gatecast inspect 为 ${file} 建议的配置。请按您的了解修改，然后运行：${command}`,
  proposalReasons: {
    target_given: "要预测的列，由您指定。",
    target_name: "要预测的列，按列名猜测；可用 --target 另行指定。",
    target_first: "要预测的列：第一个有变化的数值列；可用 --target 另行指定。",
    target_no_numbers: "没有建议要预测的列：没有数值列。",
    target_constant: "没有建议要预测的列：所有数值列都从不变化。",
    target_unlikely: "没有建议要预测的列：没有合适的数值列；可用 --target 指定。",
    past_numbers: "有变化且大多已知的数值列。若能提前知道，请移到 future 之下。",
    series_longest: "文件中读数最多的序列。",
    series_column: "同一时刻的各行由此列区分：每个标识是一个序列。",
    mixed_series: "同一时刻的各行属于不同序列：请在文件中把区分它们的列合并为一列，并用 --series-column 指定。",
    zone_one_of: "有几个时区的时钟都相符（见体检结果的 clock_change），请改为您所在的时区。",
  },
  finding: ({ code, column, series, count, firstRows }) =>
    [
      `${code}：${count} 处`,
      ...(column === null ? [] : [`，列“${column}”`]),
      ...(series === null ? [] : [`，序列 ${series}`]),
      ...(firstRows.length === 0 ? [] : [`（第 ${firstRows.join("、")} 行${count > firstRows.length ? " ……" : ""}）`]),
    ].join(""),
  moreFindings: (count) => `……另有 ${count} 项`,
  trialEpoch: ({ trial, rung, epoch, epochs }) => `试验 ${trial}，第 ${rung} 级：第 ${epoch} / ${epochs} 轮`,
  trialDone: ({ trial, epochs, rmse, settings, failure }) =>
    [
      `试验 ${trial}：`,
      failure === null
        ? `训练 ${epochs} 轮后验证 RMSE ${rmse?.toPrecision(4) ?? "?"}，`
        : `${failure.message.replace(/[.。]$/, "")}，`,
      Object.keys(settings).length === 0 ? "即 fit 的默认做法" : JSON.stringify(settings),
    ].join(""),
  trialsHead: (trials) => `共 ${trials} 次试验，最好的是：`,
  tunedHead: (file, trial, trials, command) =>
    `gatecast tune 为 ${file} 找到的配置：${trials} 次试验中的第 ${trial} 次。重复运行：${command}`,
  compareEpoch: ({ cell, phase, learningRate, seed, epoch, epochs, done, of }) =>
    [
      `${cell}，${phase === "trial" ? `学习率 ${learningRate}` : `种子 ${seed}`}`,
      `${phase === "refit" ? "重新拟合，" : ""}第 ${epoch} / ${epochs} 轮（训练 ${done + 1} / ${of}）`,
    ].join("："),
  compareTrial: ({ cell, trial: { learningRate, epochs, error, failure }, measure }) =>
    `${cell}，学习率 ${learningRate}：${
      failure === null
        ? `训练 ${epochs} 轮后验证 ${measure.toUpperCase()} ${error?.toPrecision(4) ?? "?"}`
        : failure.message
    }`,
  compareRun: ({ cell, run: { seed, bestEpoch, score }, measure }) =>
    `${cell}，种子 ${seed}：测试 ${measure.toUpperCase()} ${score[measure].toPrecision(4)}，最佳轮次 ${bestEpoch}`,
  compareFailure: ({ cell, failure: { seed, message } }) =>
    `${cell}${seed === null ? "" : `，种子 ${seed}`}：不参加比较。${message}`,
  recipeRun: ({ part, way, seed }) => `${part}，${way === "as_written" ? "教程做法" : "规范做法"}，随机种子 ${seed}`,
  recipeSource: ({ file, url, licence, sha256, atHand }) =>
    atHand ? `${file}：已有` : `${file}：没有；来源 ${url}（${licence}；SHA-256 ${sha256}）`,
  scoredRows: (first, last) => `评分所用的行从 ${first} 到 ${last}，模型拟合时均未见过。`,
  scoredSeries: (series) => `在 ${series} 个序列上评分，所用各行模型均未拟合过。`,
  exports: { onnx: "整个预测器，ONNX 计算图", torch: "权重，采用 PyTorch 的名称" },
  ports: {
    rows: (rows, columns) => `最近 ${rows} 行，从旧到新：${columns.join("、")}`,
    future: (horizon, columns) => `预先已知的列在之后 ${horizon} 行的值：${columns.join("、")}`,
    time: {
      clock: (rows, horizon) => `这 ${rows} 行及之后 ${horizon} 行的当地钟表时间，自 1970 年起的毫秒数`,
      row: (rows, horizon) => `这 ${rows} 行及之后 ${horizon} 行的行号`,
    },
    forecast: (horizon, target) => `${target} 之后 ${horizon} 行的预测，使用其自身单位`,
  },
  weights: {
    formats: {
      "gatecast-model": "Gatecast 模型",
      "gatecast-panel": "Gatecast 多序列模型",
      keras: "Keras 模型（.keras）",
      "keras-weights": "Keras 权重（.weights.h5）",
      "keras-h5": "Keras 文件（.h5）",
      torch: "PyTorch 的 state_dict（.safetensors）",
    },
    title: (file, format, count) => `${file}：${format}，共 ${count.toLocaleString("en")} 个数`,
    both: (kind, more) => `${kind}，${more}`,
    linear: "线性",
    head: ["层", "种类", "门", "输入", "单元", "方向", "形状"],
    dense: "全连接",
    other: "其他",
    output: { last: "最后的状态", sequence: "全部状态" },
    unordered: "文件没有说明各层的先后顺序。",
    noCounterpart: (layer, reason) => `${layer} 在这里没有对应的层：${strangeLayerZh(reason)}。`,
  },
  writtenTo: (file) => `已写入 ${file}。`,
  aroundCells: "可以套在任何单元外面：",
  decides: "在库中，用于预测所服务的决策：",
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
