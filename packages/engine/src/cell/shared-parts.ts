import type { Node } from "./expression.ts";
import { childrenOf, described, madeOfParts } from "./node-parts.ts";

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
    const key = `${described(node)} ${parts.map((part) => numbers.get(part)).join(" ")}`;
    const kept = own.get(key) ?? madeOfParts(node, parts);
    own.set(key, kept);
    if (!numbers.has(kept)) numbers.set(kept, numbers.size);
    taken.set(node, kept);
    return kept;
  };
  return share;
}
