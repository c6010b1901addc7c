/** Reasons why a layer of another framework has no counterpart, as readers of weights give them, and in Chinese. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^a layer that only reads backwards$/, "它只反向读取"],
  [/^a projection of the state$/, "它对状态做投影"],
  [/^matrices of no known layer$/, "其矩阵不属于任何已知的层"],
  [/^arrays of no known layer$/, "其数组不属于任何已知的层"],
  [/^a (?:layer|cell) without both of its matrices$/, "缺少两个矩阵中的一个"],
  [/^two directions of different sizes$/, "两个方向大小不同"],
  [/^two directions joined by "(.+)"$/, "两个方向以“$1”合并"],
  [/^(\d+) cells in one layer$/, "一层中有 $1 个单元"],
  [/^a GRU without biases, of which nothing says where it resets$/, "没有偏置的 GRU，无从得知它在何处重置"],
  [/^an activation "(.+)"$/, "激活函数“$1”"],
  [/^(\S+) "(.+)", where a cell of ours has "(.+)"$/, "$1 为“$2”，而这里的单元用“$3”"],
  [/^a layer (\S+)$/, "$1 层"],
];

/** The reason in Chinese; as it is where it is none of the known. */
export function strangeLayerZh(reason: string): string {
  const known = REASONS.find(([pattern]) => pattern.test(reason));
  return known === undefined ? reason : reason.replace(known[0], known[1]);
}
