/** What an equation is made of. A node is a value of one unit of one row: the same equation holds for all B × H. */
export type Node =
  | { readonly kind: "constant"; readonly value: number }
  /** Pre-activation of a gate: x·W + h·U + b as far as the gate has those parts. */
  | { readonly kind: "gate"; readonly name: string }
  /** A state as the previous step left it. */
  | { readonly kind: "state"; readonly name: string }
  /** A vector of H weights, the same for every row and step (peepholes). */
  | { readonly kind: "vector"; readonly name: string }
  /** dL/d of an output; appears in gradients only. */
  | { readonly kind: "adjoint"; readonly name: string }
  | { readonly kind: "unary"; readonly op: UnaryOp; readonly a: Node }
  | { readonly kind: "binary"; readonly op: BinaryOp; readonly a: Node; readonly b: Node };

export type UnaryOp = "negate" | "sigmoid" | "tanh" | "exp";
export type BinaryOp = "add" | "subtract" | "multiply" | "divide";

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
}

/** 1 / (1 + e⁻ˣ) */
export const sigmoid = (x: Expression): Expression => unary("sigmoid", x);
export const tanh = (x: Expression): Expression => unary("tanh", x);
export const exp = (x: Expression): Expression => unary("exp", x);
/** 1 − x, which gates that share one decision are full of. */
export const complement = (x: Expression): Expression => constant(1).minus(x);
export const constant = (value: number): Expression => new Expression({ kind: "constant", value });

function unary(op: UnaryOp, a: Expression): Expression {
  return new Expression({ kind: "unary", op, a: a.node });
}

function binary(op: BinaryOp, a: Expression, b: Expression | number): Expression {
  return new Expression({ kind: "binary", op, a: a.node, b: typeof b === "number" ? constant(b).node : b.node });
}
