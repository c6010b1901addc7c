import type { OnnxGraph, Value } from "./onnx-graph.ts";

/** Reads a weight of a network by the name that `Network.shapes` has for it, row-major without padding. */
export type ReadWeight = (name: string) => ArrayLike<number>;

/** x·W + b of the weights `prefix.weight` `[features, units]` and `prefix.bias`, over the last axis of x. */
export function denseNodes(
  graph: OnnxGraph,
  x: Value,
  features: number,
  units: number,
  prefix: string,
  read: ReadWeight,
): Value {
  const weight = graph.constant(`${prefix}.weight`, Float32Array.from(read(`${prefix}.weight`)), [features, units]);
  const bias = graph.constant(`${prefix}.bias`, Float32Array.from(read(`${prefix}.bias`)), [units]);
  return graph.node("Add", [graph.node("MatMul", [x, weight]), bias]);
}
