import { inWords } from "./in-words.ts";

/** What an equation is made of. A node is a value of one unit of one row: the same equation holds for all B × H. */
export type Node =
  | { readonly kind: "constant"; readonly value: number }
  /** Pre-activation of a gate: x·W + h·U + b as far as the gate has those parts. */
  | { readonly kind: "gate"; readonly name: string }
  /** A state as the previous step left it. */
  | { readonly kind: "state"; readonly name: string }
  /** A vector of H weights, the same for every row and step (peepholes). */
  | { readonly kind: "vector"; readonly name: string }
  /** A vector of H numbers that are never learnt (the periods of a clock). */
  | { readonly kind: "fixed"; readonly name: string }
  /** A value that comes from outside of the layer at every step, `[T, B, H]` (the memory of the layer below). */
  | { readonly kind: "given"; readonly name: string }
  /** The number of the step, from 0 at the step that is walked first. */
  | { readonly kind: "time" }
  /** dL/d of an output; appears in gradients only. */
  | { readonly kind: "adjoint"; readonly name: string }
  /** The mean over the H units of a row, the same for all of them. */
  | { readonly kind: "mean"; readonly a: Node }
  /** (a − mean) / √(variance + ε) over the H units of a row. */
  | { readonly kind: "normalized"; readonly a: Node }
  | { readonly kind: "unary"; readonly op: UnaryOp; readonly a: Node }
  | { readonly kind: "binary"; readonly op: BinaryOp; readonly a: Node; readonly b: Node };

export type UnaryOp =
  | ("negate" | "sigmoid" | "tanh" | "exp" | "logSigmoid" | "squareRoot")
  /** max(a, 0), and 1 where a > 0. */
  | ("relu" | "positive")
  | "floor"
  /** The value as it is, through which no gradient flows. */
  | "stop";
/** `greater` is 1 where a > b, else 0. */
export type BinaryOp = "add" | "subtract" | "multiply" | "divide" | "maximum" | "greater";

/** ε of `normalized` (Ba, Kiros & Hinton 2016 leave it open; this is PyTorch's). */
export const NORM_EPSILON = 1e-5;

/** An equation under construction: `sigmoid(f).times(c).plus(…)`. Immutable. */
export class Expression {
  readonly node: Node;

  constructor(node: Node) {
    this.node = node;
  }

  plus(other: Expression | number): Expression {
    return binary("add", this, other);
  }
  minus(other: Expression | number): Expression {
    return binary("subtract", this, other);
  }
  times(other: Expression | number): Expression {
    return binary("multiply", this, other);
  }
  over(other: Expression | number): Expression {
    return binary("divide", this, other);
  }
  negated(): Expression {
    return unary("negate", this);
  }
  /** What `a + b`, `a > b` or `Math.tanh(a)` ask for: a number, which an equation is not. */
  valueOf(): never {
    throw new RangeError("an equation is taken for a number; write a.plus(b) for a + b, greater(a, b) for a > b", {
      cause: this.node,
    });
  }
}

/** 1 / (1 + e⁻ˣ) */
export const sigmoid = (x: Expression): Expression => unary("sigmoid", x);
export const tanh = (x: Expression): Expression => unary("tanh", x);
export const exp = (x: Expression): Expression => unary("exp", x);
/** log σ(x) = −log(1 + e⁻ˣ), which neither overflows nor cancels. */
export const logSigmoid = (x: Expression): Expression => unary("logSigmoid", x);
export const squareRoot = (x: Expression): Expression => unary("squareRoot", x);
/** max(x, 0) */
export const relu = (x: Expression): Expression => unary("relu", x);
/** The largest whole number that is no larger; its slope is 0. */
export const floor = (x: Expression): Expression => unary("floor", x);
/** x, through which no gradient flows. */
export const stopGradient = (x: Expression): Expression => unary("stop", x);
/** The larger of two; where they are equal, the slope is the second's. */
export const maximum = (a: Expression, b: Expression): Expression => binary("maximum", a, b);
/** 1 where a > b, else 0; its slope is 0. */
export const greater = (a: Expression, b: Expression | number): Expression => binary("greater", a, b);
/** The mean over the units of a row. */
export const mean = (x: Expression): Expression => new Expression({ kind: "mean", a: nodeOf("mean", x) });
/** x less its mean over the units of a row, over its standard deviation (Ba, Kiros & Hinton 2016). */
export const normalized = (x: Expression): Expression =>
  new Expression({ kind: "normalized", a: nodeOf("normalized", x) });
/** 1 − x, which gates that share one decision are full of. */
export const complement = (x: Expression): Expression => constant(1).minus(x);
export const constant = (value: number): Expression => new Expression(nodeOf("constant", value, ["a number"]));

/** How operations are written that are called otherwise. */
const WRITTEN: Readonly<Partial<Record<UnaryOp | BinaryOp, string>>> = {
  ...{ stop: "stopGradient", add: "plus", subtract: "minus", multiply: "times", divide: "over" },
};

function unary(op: UnaryOp, a: Expression): Expression {
  return new Expression({ kind: "unary", op, a: nodeOf(WRITTEN[op] ?? op, a) });
}

function binary(op: BinaryOp, a: Expression, b: Expression | number): Expression {
  const written = WRITTEN[op] ?? op;
  const first = nodeOf(written, a);
  const second = nodeOf(written, b, ["an expression", "a number"], first);
  if (op === "divide" && "value" in second && second.value === 0)
    throw new RangeError("over divides by 0", { cause: first });
  return new Expression({ kind: "binary", op, a: first, b: second });
}

/** The node of what an operation is applied to; a RangeError says what else was given, its cause being the node beside that. */
function nodeOf(written: string, value: unknown, kinds: readonly string[] = ["an expression"], cause?: Node): Node {
  if (value instanceof Expression && kinds.includes("an expression")) return value.node;
  if (typeof value === "number" && Number.isFinite(value) && kinds.includes("a number"))
    return { kind: "constant", value };
  const given = value instanceof Expression ? "an expression" : inWords(value);
  throw new RangeError(`${written} takes ${kinds.join(" or ")}, and was given ${given}`, { cause });
}
