import type { RecipeWords } from "./recipe-words.ts";

/** 案例，简体中文。 */
export const recipesZh: RecipeWords = {
  kind: "Gatecast 案例研究",
  texts: {
    temperature: {
      title: "奥尔伯里明日最高气温",
      question: "根据之前若干天的数据，澳大利亚某站明天的最高气温是多少？",
      asWritten:
        "缺失单元格以全部站点该列的众数填补，超出 1.5 倍四分位距的读数改为均值，用全部行归一化到 0–1；两层 LSTM（58、34）加一层全连接（25）看 30 天，逐个窗口训练一轮。",
      missed:
        "填补、界限和归一化都用到了测试段，而且没有与任何方法比较：“明天和今天一样”与之相当，甚至更准。规范的做法是一切只在过去的数据上拟合，并利用季节和其他气象列。仅凭自身历史，明日气温只能预测到约 3.1 °C。单个站点的历史太少，教不会网络比线性映射更多的东西，因此它从全部站点学习（各站先减去自己的年周期），只在本站评分：比岭回归略准，仍在算作持平的百分之一以内。",
    },
    "air-quality": {
      title: "北京逐小时 PM2.5",
      question: "根据前几小时的天气与 PM2.5，下一小时的 PM2.5 是多少？",
      asWritten:
        "缺失的 PM2.5 以均值填补；网络只看 24 小时的露点、气温、气压和风，不看 PM2.5 本身；两层各 50 个单元的 LSTM，连续十轮无改善即早停，保留最后一轮的权重。",
      missed:
        "它把最有用的输入（前一小时的 PM2.5）藏了起来，还在填补出来的小时上给自己评分。规范的做法是把目标的过去作为输入，只在真正观测到的小时上评分。",
    },
    passengers: {
      title: "国际航空旅客月度人数",
      question: "下个月会有多少旅客？",
      asWritten: "用全部月份归一化到 0–1；前 67 % 用于训练 4 个单元的 LSTM，每次只看一个月，逐个窗口训练 100 轮。",
      missed:
        "趋势与季节：只看一个月的网络无从知道眼下是七月。规范的做法是由验证行选择以对数、季节差分或季节均值去除它们，并让回看窗口覆盖整整一年。",
    },
    rainfall: {
      title: "爱尔兰纽波特月降雨量",
      question: "接下来十个月各月降雨多少？",
      asWritten:
        "722 个月中最后 10 个月为测试；120 个月作为一个时间步的 120 个特征输入 4 个单元的 LSTM，整批训练 100 轮。",
      missed:
        "各日历月的平均值反而更准。Ljung–Box 检验被读反了：p < 0.05 表示残差并非随机。而且十个月说明不了什么：规范的做法是在许多个十个月的区段上评分。雨量在季节之外几乎没有记忆，最好也不过是各月的平均值。",
    },
    steering: {
      title: "汽车未来五步的方向盘转角",
      question: "根据前方道路和过去半秒的数据，驾驶员接下来半秒会怎样转向？",
      asWritten:
        "20 个特征（过去五个曲率、车速、转角，以及前方五个曲率）作为一个时间步输入两层各 64 个单元的 LSTM，整批训练 1000 轮；随机打乱后取 5 % 的时刻作为测试。",
      missed:
        "打乱划分使每个测试时刻都夹在相隔十分之一秒的两个训练时刻之间：信息由邻居泄漏。若以实录行程的末段测试，网络不如线性模型。",
    },
    metro: {
      title: "地铁每十分钟进站人数",
      question: "下一个时段和下一小时，各站会有多少人进站？",
      asWritten: "教程提出了这个问题，但没有给出评分：这里不运行教程做法。",
      missed:
        "同一时段每天再次出现，相隔 108 个时段。规范的做法是在验证行表明有益时扣除每个时段的季节均值，使网络只学习与平常日子的偏差；回看窗口同样在 6、18、36 个时段中选定。以持续法、昨日同时段、气候平均和岭回归为标杆，评分取五个最繁忙车站的平均。",
    },
  },
  headingQuestion: "问题",
  headingSource: "数据",
  headingAsWritten: "教程的做法",
  headingMissed: "教程忽略了什么",
  headingSeries: "检验对序列的说明",
  asWritten: "教程做法",
  doneRight: "规范做法",
  way: "方式",
  model: "模型",
  seeds: "种子数",
  seconds: "秒",
  licence: "许可",
  checksum: "SHA-256",
  source: "来源",
  file: "文件",
  tutorialValues: "同样的步骤在别处得到的数值：{metric} {values}（{source}）。",
  meanAndSpread: "各种子的均值 ± 标准差；没有随机性的规则只有一个值。",
  seasons: "MASE 与季节朴素法使用的季节周期：教程做法 m = {written}，规范做法 m = {right}。",
  noDates: "教程做法的行没有日期：那里的气候平均就是总体均值，季节朴素法就是持续法。",
  wins: "规范做法胜过所有基线：{seeds}的平均 {metric} 为 {ours}，比其中最好的{baseline}（{baselineScore}）低 {percent} %。",
  ties: "规范做法与最好的基线{baseline}不相上下：{seeds}的平均 {metric} 为 {ours}，基线为 {baselineScore}。",
  loses:
    "这里简单的规则更好：{baseline}的 {metric} 为 {baselineScore}；规范做法在 {seeds}上平均为 {ours}，高出 {percent} %。",
  notScored: "没有可评分的内容。",
  writtenBeside:
    "教程做法的 {metric} 为 {written}，规范做法为 {right}；两种做法评分的行可能不同，这两个数只宜粗略比较。",
  writtenWins: "在其自身评分的行上，教程做法的网络（{metric} {written}）胜过最好的基线{baseline}（{baselineScore}）。",
  writtenTies:
    "在其自身评分的行上，教程做法的网络（{metric} {written}）与最好的基线{baseline}（{baselineScore}）不相上下。",
  writtenLoses: "在其自身评分的行上，教程做法的网络（{metric} {written}）不如最好的基线{baseline}（{baselineScore}）。",
  goalMet: "达到了 {metric} ≤ {goal} 的目标。",
  goalMissed: "没有达到 {metric} ≤ {goal} 的目标。",
  everyStep: "每一步都优于{baseline}。",
  notEveryStep: "并非每一步都优于{baseline}，以下各步不及：{steps}。",
  simulated: "手头没有实录的行驶数据：这段行程由固定种子的模拟器虚构，其评分不能说明真实行程的情况。",
};
