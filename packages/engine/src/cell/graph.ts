import { type BinaryOp, NORM_EPSILON, type Node, type UnaryOp } from "./expression.ts";
import { childrenOf, described } from "./node-parts.ts";
import { meanOf } from "./row-means.ts";

/**
 * A set of equations in which equal parts are one node, and trivial arithmetic is done. Nodes of one graph may be
 * compared by identity.
 */
export class Graph {
  private readonly nodes = new Map<string, Node>();
  private readonly keys = new Map<Node, string>();
  /** Foreign nodes already taken in, so that a shared part is walked once. */
  private readonly taken = new Map<Node, Node>();
  private readonly means = new Map<Node, Node>();

  /** The graph's own node for an equation. */
  intern(node: Node): Node {
    if (this.keys.has(node)) return node;
    const known = this.taken.get(node);
    if (known !== undefined) return known;
    const own = this.take(node);
    this.taken.set(node, own);
    return own;
  }

  private take(node: Node): Node {
    switch (node.kind) {
      case "unary":
        return this.unary(node.op, this.intern(node.a));
      case "binary":
        return this.binary(node.op, this.intern(node.a), this.intern(node.b));
      case "mean":
        return this.mean(this.intern(node.a));
      case "normalized":
        return this.normalized(this.intern(node.a));
      default:
        return this.keep(described(node), node);
    }
  }

  constant(value: number): Node {
    return this.intern({ kind: "constant", value });
  }

  unary(op: UnaryOp, a: Node): Node {
    if (op === "negate") {
      if (a.kind === "constant") return this.constant(-a.value);
      if (a.kind === "unary" && a.op === "negate") return a.a;
    }
    return this.keep(`${op} ${this.keyOf(a)}`, { kind: "unary", op, a });
  }

  mean(a: Node): Node {
    const known = this.means.get(a);
    if (known !== undefined) return known;
    const mean = meanOf(this, a);
    this.means.set(a, mean);
    return mean;
  }

  /** The mean as it is asked for. */
  plainMean(a: Node): Node {
    return this.keep(`mean ${this.keyOf(a)}`, { kind: "mean", a });
  }

  /** What `normalized` stands for: means, which differentiate into means. */
  private normalized(a: Node): Node {
    const centred = this.binary("subtract", a, this.mean(a));
    const variance = this.mean(this.binary("multiply", centred, centred));
    const spread = this.unary("squareRoot", this.binary("add", variance, this.constant(NORM_EPSILON)));
    // One division a row in the place of one a unit.
    return this.binary("multiply", centred, this.binary("divide", this.constant(1), spread));
  }

  binary(op: BinaryOp, a: Node, b: Node): Node {
    const is = (node: Node, value: number) => node.kind === "constant" && node.value === value;
    if (op === "add") {
      if (is(a, 0)) return b;
      if (is(b, 0)) return a;
    }
    if (op === "subtract") {
      if (is(b, 0)) return a;
      if (is(a, 0)) return this.unary("negate", b);
    }
    if (op === "multiply") {
      if (is(a, 0) || is(b, 0)) return this.constant(0);
      if (is(a, 1)) return b;
      if (is(b, 1)) return a;
    }
    return this.keep(`${op} ${this.keyOf(a)} ${this.keyOf(b)}`, { kind: "binary", op, a, b });
  }

  /** A short name of a node, unique within this graph. */
  private keyOf(node: Node): string {
    const key = this.keys.get(node);
    if (key === undefined) throw new Error("internal: a node of another graph");
    return key;
  }

  private keep(description: string, node: Node): Node {
    const known = this.nodes.get(description);
    if (known !== undefined) return known;
    this.nodes.set(description, node);
    this.keys.set(node, `#${this.keys.size}`);
    return node;
  }
}

/** Every node that the roots need, each after what it is computed from; `stop` nodes are listed but not entered. */
export function inOrder(roots: readonly Node[], stop: (node: Node) => boolean = () => false): Node[] {
  const seen = new Set<Node>();
  const order: Node[] = [];
  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (!stop(node)) for (const child of childrenOf(node)) visit(child);
    order.push(node);
  };
  for (const root of roots) visit(root);
  return order;
}
