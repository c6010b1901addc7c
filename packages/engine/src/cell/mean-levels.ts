import type { Node } from "./expression.ts";
import { childrenOf } from "./node-parts.ts";

type Mean = Extract<Node, { kind: "mean" }>;

/**
 * The means that some equations need, in the order in which they can be had: those of the first list are means of what holds
 * no mean, those of the second may use the first … Nodes of `known` are not looked into.
 */
export function meanLevels(roots: readonly Node[], known: ReadonlySet<Node>): Mean[][] {
  const depths = new Map<Node, number>();
  const levels: Mean[][] = [];
  const visit = (node: Node): number => {
    const before = depths.get(node);
    if (before !== undefined) return before;
    const below = known.has(node) ? 0 : Math.max(0, ...childrenOf(node).map(visit));
    let depth = below;
    if (node.kind === "mean" && !known.has(node)) {
      while (levels.length <= below) levels.push([]);
      levels[below]!.push(node);
      depth = below + 1;
    }
    depths.set(node, depth);
    return depth;
  };
  for (const root of roots) visit(root);
  return levels;
}
