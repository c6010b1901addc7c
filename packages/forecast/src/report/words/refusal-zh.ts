/** Why a cell cannot be trained as it was asked for, as messages of problems give it, and in Chinese. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^"(.+)" has no matrix of recurrent weights to prune$/, "“$1”没有可剪的循环权重矩阵"],
  [
    /^a dilation of (\d+) in windows of (\d+) steps, which no step can go back$/,
    "窗口只有 $2 步，膨胀步长 $1 无处可回",
  ],
  [/^a dilation of (\d+) in windows of one step, which no step can go back$/, "窗口只有一步，膨胀步长 $1 无处可回"],
  [/^windows of one step have none beside it to fill it in from$/, "窗口只有一步，旁边没有可用来填补的步"],
  [
    /^"(.+)" gives one row a window, no sequence for another layer: let it be the last one$/,
    "“$1”每个窗口只给出一行，没有给另一层的序列：它只能是最后一层",
  ],
  [/^a graph of (\d+) nodes is more than the (\d+) columns that there are$/, "图有 $1 个节点，多于现有的 $2 列"],
  [/^The cell "(.+)" needs a graph, whose nodes are the columns$/, "单元“$1”需要一个以各列为节点的图"],
  [/^Nodes of a graph are columns: a window must be read as steps$/, "图的节点是列：窗口必须按步读取"],
  [/^"(.+)" gives no sequence for a second layer$/, "“$1”不给出供第二层使用的序列"],
  [/^"(.+)" says nothing of single steps to be filled in$/, "“$1”不给出单个步，无从填补"],
  [/^Training broke down in epoch (\d+): the loss is (.+)$/, "训练在第 $1 轮失败：损失为 $2"],
  [/^Cell "(.+)" breaks down before anything is learnt: forecasts are (.+)$/, "单元“$1”在学习之前就已失败：预测为 $2"],
  [
    /^Cell "(.+)" breaks down before anything is learnt: gradients are not finite$/,
    "单元“$1”在学习之前就已失败：梯度不是有限数",
  ],
  [
    /^Cell "(.+)" breaks down before anything is learnt: at step (\d+) of a window, (.+)$/,
    "单元“$1”在学习之前就已失败：在窗口的第 $2 步，$3",
  ],
  [/^The network does not fit the engine's memory$/, "网络超出了引擎的内存"],
];
const NETWORK = /^There is no such network: (.+)$/;

/** The message in Chinese; as it is where it is none of the known. */
export function refusalZh(message: string): string {
  const sentence = message.replace(/\.$/, "");
  const reason = NETWORK.exec(sentence)?.[1] ?? sentence;
  const known = REASONS.find(([pattern]) => pattern.test(reason));
  if (known === undefined) return message;
  return `${NETWORK.test(sentence) ? "没有这样的网络：" : ""}${reason.replace(known[0], known[1])}。`;
}
