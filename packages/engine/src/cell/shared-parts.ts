import type { Node } from "./expression.ts";
import { childrenOf } from "./graph.ts";

/**
 * Gives equal parts of equations one node and leaves them as they are written: unlike `Graph`, it does no arithmetic, so
 * that what is printed or drawn is what somebody wrote.
 */
export function sharing(): (node: Node) => Node {
  const own = new Map<string, Node>();
  const numbers = new Map<Node, number>();
  const taken = new Map<Node, Node>();
  const share = (node: Node): Node => {
    const known = taken.get(node);
    if (known !== undefined) return known;
    const parts = childrenOf(node).map(share);
    const key = `${describe(node)} ${parts.map((part) => numbers.get(part)).join(" ")}`;
    const kept = own.get(key) ?? withChildren(node, parts);
    own.set(key, kept);
    if (!numbers.has(kept)) numbers.set(kept, numbers.size);
    taken.set(node, kept);
    return kept;
  };
  return share;
}

function describe(node: Node): string {
  if (node.kind === "constant") return `constant ${node.value}`;
  if (node.kind === "unary" || node.kind === "binary") return node.op;
  return "name" in node ? `${node.kind} ${node.name}` : node.kind;
}

function withChildren(node: Node, [a, b]: readonly Node[]): Node {
  if (node.kind === "binary") return { ...node, a: a!, b: b! };
  if (node.kind === "unary" || node.kind === "mean" || node.kind === "normalized") return { ...node, a: a! };
  return node;
}
