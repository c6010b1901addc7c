import type { SignWords } from "./sign-words.ts";

export const signsZh: SignWords = {
  past: "x₋₁ 是前一步的 x，窗口之前为 0。",
  last: "T 和 K 分别是窗口与预测的最后一步。",
  output: "output 是该层的输出。",
  column: "第 1 列（column 1）是目标自身的过去。",
  cell: "lstm、gru、slstm 指同名单元：走过所有时间步，给出状态时则只走一步；未说明的初始状态为 0。",
  backward: "← 表示从最后一步读到第一步。",
  norm: "norm 把一行归一化为均值 0、方差 1。",
  groupNorm: "groupNorm 把一行分为四段，各自归一化为均值 0、方差 1。",
  convolution: "∗ 是卷积，沿时间或绕记忆槽的环。",
  heads: "每个注意力头各用 d 列，做同样的计算。",
  similarity: "cos 是两个向量夹角的余弦，i 是任一记忆槽。",
  nodes: "nodes 让图中每一列自成一行，其余各列附在其旁；目标是节点 1。",
  loops: "Â = D^(−½)·(A + 1)·D^(−½)，A 为图的权重，D 为 A + 1 的行和。",
  chebyshev: "T_k 是 L̃ = −D^(−½)·A·D^(−½) 的切比雪夫多项式，A 为图的权重，D 为其行和。",
  segment: "一段（segment）是相邻的六步，第一段可以较短；逐层叠加，直到剩下不超过六步。",
  segments: "segments of 3 把相邻几步并排放在一起；T 行的窗口约有 √T 段，每段约 √T 步。",
  patches: "patches 是并排的相邻几步，彼此重叠一半；T 行的窗口中长约 √T。",
  means: "means of 2 是相邻两步平均值的序列；尺度为 1、2、4……，直到剩下三步为止。",
  held: "held 在每一步给出较慢时钟上最近一个完整步的结果。",
};
