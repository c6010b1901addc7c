import type { Node } from "./expression.ts";
import { inOrder } from "./graph.ts";
import type { Layout } from "./layout.ts";

const EXPONENTIALS = ["sigmoid", "tanh", "exp", "logSigmoid"];
export const isExponential = (node: Node): boolean => node.kind === "unary" && EXPONENTIALS.includes(node.op);

/**
 * Exponentials that another one waits for, as an LSTM's gates are for its cell. In one loop a processor sees two or three groups
 * of units at a time, each a chain of two exponentials, and waits; in a loop of their own there is enough to do besides. Only
 * where all of them are `kept` in slots, and in none whose gate is still to be read: none otherwise.
 */
export function earlyValues(
  roots: readonly Node[],
  known: (node: Node) => boolean,
  kept: ReadonlySet<Node>,
  { saved, slots }: Layout,
): Node[] {
  const below = (node: Node) => inOrder([node], known).filter((other) => other !== node && !known(other));
  const later = inOrder(roots, known).filter((node) => isExponential(node) && !known(node));
  const early = [...new Set(later.flatMap((node) => below(node).filter(isExponential)))];
  if (early.length === 0 || !early.every((node) => kept.has(node))) return [];
  const overwritten = new Set(early.map((node) => saved.get(node)!));
  const isDone = (node: Node) => known(node) || early.includes(node);
  const gates = inOrder(roots, isDone).filter((node) => node.kind === "gate" && !known(node));
  return gates.some((node) => node.kind === "gate" && overwritten.has(slots.indexOf(node.name))) ? [] : early;
}
