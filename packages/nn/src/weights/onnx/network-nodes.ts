import { cellFromData } from "@gatecast/engine";
import { cellFor, FAMILY } from "../../family/index.ts";
import type { Activation } from "../../layers/dense-layer.ts";
import type { LayerSpec, NetworkSpec } from "../../network/network.ts";
import { NotExpressible } from "../not-expressible.ts";
import type { GivenValue } from "./cell-scan.ts";
import { denseNodes, type ReadWeight } from "./dense-nodes.ts";
import { dilatedNodes } from "./dilated-nodes.ts";
import { givenValues } from "./given-values.ts";
import type { OnnxGraph, Value } from "./onnx-graph.ts";
import { type RecurrentNodes, recurrentNodes } from "./recurrent-nodes.ts";

const ACTIVATIONS: Readonly<Record<Activation, string | null>> = {
  linear: null,
  relu: "Relu",
  tanh: "Tanh",
  sigmoid: "Sigmoid",
};

export interface NetworkInputs {
  /** `[T, B, F]` float. */
  readonly x: Value;
  /** `[B, E]` float; null where the network takes none. */
  readonly extras: Value | null;
}

/**
 * Adds a whole network to a graph: from its inputs to its output `[B, O]` float.
 * @throws NotExpressible that names the cell or layer which ONNX has no operators for.
 */
export function networkNodes(
  graph: OnnxGraph,
  spec: NetworkSpec,
  read: ReadWeight,
  { x, extras }: NetworkInputs,
): Value {
  const joined = (value: Value) => (extras === null ? value : graph.concatenate([value, extras], 1));
  let [value, width] = [x, spec.features];
  for (const [i, layer] of spec.layers.entries()) {
    const prefix = `layers.${i}`;
    if (layer.kind === "recurrent") {
      const { cell: name } = layer;
      const isOwn = spec.equations?.name === name;
      const cell = isOwn ? cellFromData(spec.equations) : cellFor(FAMILY[name]!, spec.steps);
      if (cell === null) throw new NotExpressible(`cell "${name}"`, "ONNX");
      const below = spec.layers.slice(0, i).findLast(({ kind }) => kind !== "dropout");
      const given = givenValues(graph, { cell, layer, below, width, extras, known: spec.extras }, read);
      const said = recurrentLayer(graph, value, width, prefix, { ...layer, cell, steps: spec.steps, given }, read);
      const made = layer.units * layer.directions;
      value = layer.residual === true ? withInput(graph, said, value, prefix, { ...layer, width, made }, read) : said;
      width = made;
    } else if (layer.kind === "dense") {
      value = denseNodes(graph, value, width, layer.units, prefix, read);
      const activation = ACTIVATIONS[layer.activation];
      if (activation !== null) value = graph.node(activation, [value]);
      width = layer.units;
    } else if (layer.kind !== "dropout") {
      throw new NotExpressible(`layer "${(layer as LayerSpec).kind}"`, "ONNX");
    }
  }
  const said = denseNodes(graph, joined(value), width + spec.extras, spec.outputs, "head", read);
  if (!spec.linearPath) return said;
  const window = graph.reshape(graph.node("Transpose", [x], { perm: [1, 0, 2] }), [0, spec.steps * spec.features]);
  const inputs = spec.steps * spec.features + spec.extras;
  return graph.node("Add", [said, denseNodes(graph, joined(window), inputs, spec.outputs, "linear", read)]);
}

function recurrentLayer(
  graph: OnnxGraph,
  x: Value,
  features: number,
  prefix: string,
  {
    directions,
    steps,
    dilation = 1,
    given,
    ...layer
  }: Pick<RecurrentNodes, "cell" | "units" | "output"> & {
    readonly directions: 1 | 2;
    readonly steps: number;
    readonly dilation?: number;
    readonly given: (side: string) => GivenValue[];
  },
  read: ReadWeight,
): Value {
  const sides = directions === 2 ? [`${prefix}.forward`, `${prefix}.backward`] : [prefix];
  const weights = sides.map((side) => ({
    input: read(`${side}.input`),
    recurrent: read(`${side}.recurrent`),
    bias: read(`${side}.bias`),
    vectors: layer.cell.vectors.length > 0 ? read(`${side}.vectors`) : [],
    given: given(side),
  }));
  const options = { ...layer, features, weights };
  return dilation > 1 ? dilatedNodes(graph, x, options, { steps, dilation }) : recurrentNodes(graph, x, options);
}

/** A layer's input beside its output: of one row a window the last row, mapped where the widths differ. */
function withInput(
  graph: OnnxGraph,
  said: Value,
  x: Value,
  prefix: string,
  { output, width, made }: { readonly output: "last" | "sequence"; readonly width: number; readonly made: number },
  read: ReadWeight,
): Value {
  const beside =
    output === "sequence"
      ? x
      : graph.node("Gather", [x, graph.constant("last", BigInt64Array.of(-1n), [])], { axis: 0 });
  const mapped = width === made ? beside : denseNodes(graph, beside, width, made, `${prefix}.residual`, read);
  return graph.node("Add", [said, mapped]);
}
