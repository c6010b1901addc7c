import type { Cell } from "@gatecast/engine";
import { handsMemory } from "../../layers/recurrent-layer.ts";
import type { LayerSpec } from "../../network/network.ts";
import { NotExpressible } from "../not-expressible.ts";
import type { GivenValue } from "./cell-scan.ts";
import { denseNodes, type ReadWeight } from "./dense-nodes.ts";
import type { OnnxGraph, Value } from "./onnx-graph.ts";

type RecurrentSpec = Extract<LayerSpec, { readonly kind: "recurrent" }>;

/**
 * What a layer's cell is given besides its gates, for each of its sides, as `recurrentLayer` gives it: the input itself where it is as
 * wide, a linear map of what is known in advance, or of the input.
 * @throws NotExpressible where it is the memory of the layer below.
 */
export function givenValues(
  graph: OnnxGraph,
  layer: {
    readonly cell: Cell;
    readonly layer: RecurrentSpec;
    readonly below: LayerSpec | undefined;
    /** Of the layer's input. */
    readonly width: number;
    /** `[B, E]`; null where nothing is known in advance. */
    readonly extras: Value | null;
    readonly known: number;
  },
  read: ReadWeight,
): (side: string) => GivenValue[] {
  const { cell, layer: spec, below, width, extras, known } = layer;
  const { units } = spec;
  return (side) =>
    cell.given.map((name): GivenValue => {
      if (name === "input" && width === units) return { name, of: (x) => x, isSequence: true };
      if (name === "memory" && handsMemory(below?.kind === "recurrent" ? below : null, spec)) {
        throw new NotExpressible(`memory of the layer below that the cell "${cell.name}" is given`, "ONNX");
      }
      const prefix = `${side}.given.${name}`;
      if (name === "context" && extras !== null) {
        return { name, of: () => denseNodes(graph, extras, known, units, prefix, read), isSequence: false };
      }
      return { name, of: (x) => denseNodes(graph, x, width, units, prefix, read), isSequence: true };
    });
}
