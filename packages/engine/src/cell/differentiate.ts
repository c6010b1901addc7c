import type { Node } from "./expression.ts";
import { type Graph, inOrder } from "./graph.ts";

/**
 * Reverse-mode derivatives of a set of outputs, as equations. `seeds` pairs each output with dL/d output; the answer
 * maps every node that they depend on to dL/d node. Nodes that no output depends on are absent.
 */
export function differentiate(graph: Graph, seeds: readonly (readonly [Node, Node])[]): Map<Node, Node> {
  const adjoints = new Map<Node, Node>();
  const add = (node: Node, amount: Node): void => {
    const before = adjoints.get(node);
    adjoints.set(node, before === undefined ? amount : graph.binary("add", before, amount));
  };
  for (const [output, seed] of seeds) add(output, seed);
  const one = graph.constant(1);
  for (const node of inOrder(seeds.map(([output]) => output)).reverse()) {
    const d = adjoints.get(node);
    if (d === undefined) continue;
    if (node.kind === "unary") {
      const share = unaryRule(graph, node, d, one);
      if (share !== null) add(node.a, share);
    } else if (node.kind === "mean") {
      // Every unit has a share of 1 / H in what all of them see.
      add(node.a, graph.mean(d));
    } else if (node.kind === "binary") {
      const { a, b } = node;
      switch (node.op) {
        case "add":
          add(a, d);
          add(b, d);
          break;
        case "subtract":
          add(a, d);
          add(b, graph.unary("negate", d));
          break;
        case "multiply":
          add(a, graph.binary("multiply", d, b));
          add(b, graph.binary("multiply", d, a));
          break;
        case "divide": {
          if (a === one) {
            // No second division: the slope of a reciprocal is its square.
            add(b, graph.unary("negate", graph.binary("multiply", graph.binary("multiply", d, node), node)));
            break;
          }
          const share = graph.binary("divide", d, b);
          add(a, share);
          add(b, graph.unary("negate", graph.binary("multiply", share, node)));
          break;
        }
        case "maximum": {
          const first = graph.binary("greater", a, b);
          add(a, graph.binary("multiply", d, first));
          add(b, graph.binary("multiply", d, graph.binary("subtract", one, first)));
          break;
        }
        case "greater":
          break;
      }
    }
  }
  return adjoints;
}

/**
 * The slope is written with the node's own value, which is kept, so that nothing transcendental is computed twice; null
 * where no gradient flows.
 */
function unaryRule(graph: Graph, node: Extract<Node, { kind: "unary" }>, d: Node, one: Node): Node | null {
  switch (node.op) {
    case "negate":
      return graph.unary("negate", d);
    case "sigmoid":
      return graph.binary("multiply", d, graph.binary("multiply", node, graph.binary("subtract", one, node)));
    case "tanh":
      return graph.binary("multiply", d, graph.binary("subtract", one, graph.binary("multiply", node, node)));
    case "exp":
      return graph.binary("multiply", d, node);
    case "logSigmoid":
      return graph.binary("multiply", d, graph.binary("subtract", one, graph.unary("exp", node)));
    case "squareRoot":
      return graph.binary("divide", graph.binary("multiply", d, graph.constant(0.5)), node);
    case "relu":
      return graph.binary("multiply", d, graph.unary("positive", node.a));
    case "positive":
    case "floor":
    case "stop":
      return null;
  }
}
