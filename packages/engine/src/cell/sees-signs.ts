import type { Cell } from "./define.ts";
import { inOrder } from "./graph.ts";
import { childrenOf } from "./node-parts.ts";

/**
 * Whether a cell sees little more than the sign of an input that is a single column: all that it is told of it are sums x·W without
 * a bias, each normalised over the units before anything else. x·W is x times one vector then, which normalised is sign(x) times
 * another, whatever the size of x.
 */
export function seesSigns({ gates, given, between, next }: Cell): boolean {
  const told = gates.filter(({ input }) => input);
  if (told.length === 0 || given.length > 0) return false;
  if (told.some(({ recurrent, bias }) => recurrent.length > 0 || bias)) return false;
  const isTold = (name: string) => told.some((gate) => gate.name === name);
  const roots = [...between, ...next].map(({ value }) => value.node);
  if (roots.some((node) => node.kind === "gate" && isTold(node.name))) return false;
  return inOrder(roots).every(
    (node) =>
      node.kind === "normalized" || childrenOf(node).every((part) => part.kind !== "gate" || !isTold(part.name)),
  );
}
