import type { Node } from "./expression.ts";
import { childrenOf } from "./node-parts.ts";

/** Whether a node is made of such leaves alone: a predicate that looks at every part once. */
function madeOf(isLeaf: (node: Node) => boolean): (node: Node) => boolean {
  const known = new WeakMap<Node, boolean>();
  const is = (node: Node): boolean => {
    const before = known.get(node);
    if (before !== undefined) return before;
    const parts = childrenOf(node);
    const answer = isLeaf(node) || (parts.length > 0 && parts.every(is));
    known.set(node, answer);
    return answer;
  };
  return is;
}

/** One number for all units of a row: means, the step, constants, and what is made of them. */
export const isRowConstant = madeOf(({ kind }) => kind === "constant" || kind === "time" || kind === "mean");

/** The same at every row and every step: vectors that are learnt or fixed, constants, and what is made of them. */
export const followsFromWeights = madeOf(({ kind }) => kind === "constant" || kind === "vector" || kind === "fixed");
