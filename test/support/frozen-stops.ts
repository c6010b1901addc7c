import { type Cell, compileCell, Expression } from "@gatecast/engine";
import { evaluate } from "../../packages/engine/src/cell/evaluate.ts";
import type { Node } from "../../packages/engine/src/cell/expression.ts";
import { inOrder } from "../../packages/engine/src/cell/graph.ts";
import { childrenOf } from "../../packages/engine/src/cell/node-parts.ts";
import { walk } from "../../packages/engine/src/cell/reference-sequence.ts";
import { type Arrays, type RecurrentCase, referenceOf } from "./recurrent-case.ts";

/**
 * A cell through whose stops no gradient flows, as one whose stopped parts are given from outside: moved a little, everything
 * else moves and they do not. That is what a gradient through `stopGradient` is held to.
 */
export interface Frozen {
  readonly cell: Cell;
  /** What each additional given value stands for. */
  readonly stopped: readonly Node[];
}

export function frozenStops(cell: Cell): Frozen {
  const roots = [...cell.between, ...cell.next].map(({ value }) => value.node);
  const stops = inOrder(roots).filter((node) => node.kind === "unary" && node.op === "stop");
  const names = new Map(stops.map((node, s) => [node, `stopped ${s}`]));
  const made = new Map<Node, Node>();
  const replaced = (node: Node): Node => {
    const known = made.get(node);
    if (known !== undefined) return known;
    const name = names.get(node);
    let own: Node = node;
    if (name !== undefined) own = { kind: "given", name };
    else if (node.kind === "binary") own = { ...node, a: replaced(node.a), b: replaced(node.b) };
    else if (childrenOf(node).length > 0 && "a" in node) own = { ...node, a: replaced(node.a) };
    made.set(node, own);
    return own;
  };
  const all = <Part extends { readonly value: Expression }>(parts: readonly Part[]) =>
    parts.map((part) => ({ ...part, value: new Expression(replaced(part.value.node)) }));
  const given = [...cell.given, ...names.values()];
  return { cell: { ...cell, given, between: all(cell.between), next: all(cell.next) }, stopped: stops };
}

/** The arrays of a case with what its stops stand at, step by step. */
export function frozenArrays(own: Cell, { stopped }: Frozen, row: RecurrentCase, arrays: Arrays): Arrays {
  const { T, B, H } = row.sizes;
  const values = stopped.map(() => new Float64Array(T * B * H));
  const { compiled, weights, x, options } = referenceOf(compileCell(own), row, arrays);
  walk(compiled, weights, x, row.sizes, options, ({ leaves }, t, b) => {
    for (const [s, node] of stopped.entries()) values[s]!.set(evaluate(node, leaves, H), (t * B + b) * H);
  });
  return { ...arrays, ...Object.fromEntries(values.map((value, s) => [`given ${own.given.length + s}`, value])) };
}
