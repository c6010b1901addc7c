import type { Node } from "./expression.ts";
import type { Graph } from "./graph.ts";
import { isRowConstant } from "./made-of.ts";

/**
 * The mean over a row as little work as it can be had for: what is the same for all units of the row is taken out of the sum,
 * and what differs from its own mean has none. So a derivative of a normalisation waits for one walk over the row, not for two.
 */
export function meanOf(graph: Graph, a: Node): Node {
  const { scale, rest } = factorsOf(graph, a);
  const mean = meanOfRest(graph, rest);
  return scale === null ? mean : graph.binary("multiply", scale, mean);
}

function meanOfRest(graph: Graph, a: Node): Node {
  if (isRowConstant(a)) return a;
  if (a.kind !== "binary" || (a.op !== "add" && a.op !== "subtract")) return graph.plainMean(a);
  if (a.op === "subtract" && a.b.kind === "mean" && a.b.a === a.a) return graph.constant(0);
  const [first, second] = [graph.mean(a.a), graph.mean(a.b)];
  // In two sums only where one of them falls away.
  const isFree = (node: Node) => node.kind === "constant";
  return isFree(first) || isFree(second) ? graph.binary(a.op, first, second) : graph.plainMean(a);
}

/** A node as a number of its row times what is left; null where there is no such number. */
function factorsOf(graph: Graph, a: Node): { readonly scale: Node | null; readonly rest: Node } {
  if (isRowConstant(a)) return { scale: null, rest: a };
  if (a.kind === "unary" && a.op === "negate") {
    const { scale, rest } = factorsOf(graph, a.a);
    return { scale: graph.unary("negate", scale ?? graph.constant(1)), rest };
  }
  if (a.kind !== "binary" || (a.op !== "multiply" && a.op !== "divide")) return { scale: null, rest: a };
  const { op } = a;
  const [first, second] = [factorsOf(graph, a.a), factorsOf(graph, a.b)];
  if (isRowConstant(a.b)) {
    return { scale: graph.binary(op, first.scale ?? graph.constant(1), a.b), rest: first.rest };
  }
  if (op === "multiply" && isRowConstant(a.a)) {
    return { scale: graph.binary(op, a.a, second.scale ?? graph.constant(1)), rest: second.rest };
  }
  if (first.scale === null && (second.scale === null || op === "divide")) return { scale: null, rest: a };
  if (op === "divide") return { scale: first.scale, rest: graph.binary(op, first.rest, a.b) };
  const scale = graph.binary(op, first.scale ?? graph.constant(1), second.scale ?? graph.constant(1));
  return { scale, rest: graph.binary(op, first.rest, second.rest) };
}
