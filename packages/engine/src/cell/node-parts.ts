import type { Node } from "./expression.ts";

/** What a node is, whatever it is computed from: `gate i`, `time`, `constant 1`, `add`. */
export function described(node: Node): string {
  if (node.kind === "constant") return `constant ${node.value}`;
  if ("op" in node) return node.op;
  return "name" in node ? `${node.kind} ${node.name}` : node.kind;
}

/** The nodes that a node is computed from. */
export function childrenOf(node: Node): readonly Node[] {
  return "b" in node ? [node.a, node.b] : "a" in node ? [node.a] : [];
}

/** The same node, computed from others. */
export function madeOfParts(node: Node, [a, b]: readonly Node[]): Node {
  if (node.kind === "binary") return { ...node, a: a!, b: b! };
  return "a" in node ? { ...node, a: a! } : node;
}
