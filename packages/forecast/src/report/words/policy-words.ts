import type { Lang } from "./catalogue.ts";
import type { MemberWords } from "./member-words.ts";

/** What decides and forecasts nothing, as it stands behind the family. */
export const policyWords: Readonly<Record<Lang, Required<MemberWords> & { readonly page: string }>> = {
  en: {
    line: "recurrent policy gradients: an LSTM, or another cell, that learns by trying what to decide",
    changes:
      "At every step a recurrent layer has seen what was observed so far, and two linear maps of its state say how likely each action is and what will still be earned. It plays episodes of a world that answers, and takes a step along the gradient of what it earned. There is no column to forecast, so that --cell does not take it; a forecast may be among what it observes.",
    use: "Decisions that forecasts serve, such as how many trains to send, where a forecast with a plan behind it is the one to beat. From the library: RecurrentPolicy of @gatecast/nn, with any cell that gives a sequence.",
    source:
      "Wierstra, Foerster, Peters & Schmidhuber 2007; Williams 1992; Schulman, Moritz, Levine, Jordan & Abbeel 2016",
    page: "docs/decisions.md",
  },
  zh: {
    line: "循环策略梯度：LSTM（或其他单元）在尝试中学会如何决策",
    changes:
      "每一步，循环层已看过此前的全部观测，其状态的两个线性映射给出各个动作的可能性，以及此后还能得到的收益。它在一个会作出回应的世界中一局一局地尝试，沿所得收益的梯度更新。这里没有要预测的列，因此 --cell 不接受它；预测可以是它的观测之一。",
    use: "预测所服务的决策，例如该发多少班列车；要胜过的是“先预测、再规划”。在库中使用：@gatecast/nn 的 RecurrentPolicy，可用任何给出序列的单元。",
    source:
      "Wierstra, Foerster, Peters & Schmidhuber 2007；Williams 1992；Schulman, Moritz, Levine, Jordan & Abbeel 2016",
    page: "docs/decisions.zh-CN.md",
  },
};
