import { exp, log1p, sigmoid, tanh } from "../elementary/index.ts";
import { type BinaryOp, NORM_EPSILON, type Node, type UnaryOp } from "./expression.ts";
import { described } from "./node-parts.ts";

/** Values of the leaves of an equation for the H units of one row, by kind and name: `gate i`, `state c`, `time`. */
export type Leaves = ReadonlyMap<string, ArrayLike<number>>;

/** An equation's values for the H units of one row in float64: the definition that every kernel is held to. */
export function evaluate(
  node: Node,
  leaves: Leaves,
  H: number,
  known: Map<Node, ArrayLike<number>> = new Map(),
): ArrayLike<number> {
  const before = known.get(node);
  if (before !== undefined) return before;
  const of = (part: Node) => evaluate(part, leaves, H, known);
  const value = compute(node, leaves, H, of);
  known.set(node, value);
  return value;
}

function compute(node: Node, leaves: Leaves, H: number, of: (part: Node) => ArrayLike<number>): ArrayLike<number> {
  const units = (value: (h: number) => number) => Float64Array.from({ length: H }, (_, h) => value(h));
  switch (node.kind) {
    case "constant":
      return units(() => node.value);
    case "mean": {
      const mean = meanOf(of(node.a));
      return units(() => mean);
    }
    case "normalized": {
      const a = of(node.a);
      const mean = meanOf(a);
      const spread = Math.sqrt(meanOf(units((h) => (a[h]! - mean) * (a[h]! - mean))) + NORM_EPSILON);
      return units((h) => (a[h]! - mean) / spread);
    }
    case "unary": {
      const a = of(node.a);
      return units((h) => UNARY[node.op](a[h]!));
    }
    case "binary": {
      const [a, b] = [of(node.a), of(node.b)];
      return units((h) => BINARY[node.op](a[h]!, b[h]!));
    }
    default: {
      const name = described(node);
      const values = leaves.get(name);
      if (values === undefined) throw new Error(`internal: no value for ${name}`);
      return values;
    }
  }
}

const meanOf = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

const UNARY: Readonly<Record<UnaryOp, (a: number) => number>> = {
  negate: (a) => -a,
  sigmoid,
  tanh,
  exp,
  logSigmoid: (a) => Math.min(a, 0) - log1p(exp(-Math.abs(a))),
  squareRoot: Math.sqrt,
  relu: (a) => Math.max(a, 0),
  positive: (a) => (a > 0 ? 1 : 0),
  floor: Math.floor,
  stop: (a) => a,
};

const BINARY: Readonly<Record<BinaryOp, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  maximum: (a, b) => Math.max(a, b),
  greater: (a, b) => (a > b ? 1 : 0),
};
