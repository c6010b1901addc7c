import type { OnnxGraph, Value } from "./onnx-graph.ts";
import { type RecurrentNodes, recurrentNodes } from "./recurrent-nodes.ts";

/**
 * A recurrent layer that goes on from `dilation` steps back, over x `[T, B, F]` float: every dilation-th step is a sequence of its
 * own, and the layer walks through each of them.
 */
export function dilatedNodes(
  graph: OnnxGraph,
  x: Value,
  options: RecurrentNodes,
  { steps, dilation }: { readonly steps: number; readonly dilation: number },
): Value {
  const { output, units, weights } = options;
  const D = weights.length;
  const chains = Math.min(dilation, steps);
  /** Rows `first`, `first` + dilation … */
  const rowsOf = (first: number) =>
    Array.from({ length: Math.ceil((steps - first) / dilation) }, (_, k) => first + k * dilation);
  const chain = (first: number, wanted: "last" | "sequence"): Value => {
    const rows = graph.node("Gather", [x, graph.integers(...rowsOf(first))], { axis: 0 });
    // From the end, the steps that are walked first count from the last row.
    const clocks = [first, steps - 1 - rowsOf(first).at(-1)!].map((at) => ({ first: at, each: dilation }));
    return recurrentNodes(graph, rows, { ...options, output: wanted, clocks });
  };
  if (output === "last") {
    // Forwards the last row ends its chain, backwards the first row does.
    const ends = [(steps - 1) % dilation, 0].slice(0, D).map((first) => chain(first, "last"));
    return graph.concatenate(
      ends.map((end, side) => (D === 1 ? end : graph.slice(end, 1, side * units, (side + 1) * units))),
      1,
    );
  }
  const order = Array.from({ length: chains }, (_, first) => rowsOf(first)).flat();
  const all = graph.concatenate(
    Array.from({ length: chains }, (_, first) => chain(first, "sequence")),
    0,
  );
  const places = Array.from({ length: steps }, (_, t) => order.indexOf(t));
  return graph.node("Gather", [all, graph.integers(...places)], { axis: 0 });
}
