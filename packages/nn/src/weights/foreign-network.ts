import { compileCell } from "@gatecast/engine";
import { CELLS } from "../cells/index.ts";
import { ACTIVATIONS, type Activation } from "../layers/dense-layer.ts";
import type { LayerSpec, NetworkSpec } from "../network/network.ts";
import type { ForeignDense, ForeignLayer, ForeignRecurrent, ForeignWeights } from "./foreign.ts";
import { onlyOrder, widthOf } from "./foreign-order.ts";
import { mergedBias } from "./gate-order.ts";
import { WeightsError } from "./weights-error.ts";

/** A network as plain data, and its weights by the names of `Network.shapes`. */
export interface ForeignNetwork {
  readonly spec: NetworkSpec;
  readonly weights: Readonly<Record<string, Float64Array>>;
}

export interface ForeignNetworkOptions {
  /** Rows of a window. */
  readonly steps: number;
  /** Of dense layers before the last, where the file does not say it. */
  readonly activation?: Activation;
}

/**
 * The network that a file's layers make: recurrent layers, of which the last hands on its last state, then dense ones, of which the last
 * is linear. Both biases of a layer become one. Where the file says nothing, recurrent layers have the activations that are usual.
 * Throws a WeightsError that names the layer which does not follow on the one before it, or has no counterpart.
 */
export function foreignNetwork(file: ForeignWeights, { steps, activation }: ForeignNetworkOptions): ForeignNetwork {
  const strange = file.layers.find((layer) => layer.kind === "other");
  if (strange !== undefined) {
    throw new WeightsError(`layer "${strange.name}" has no counterpart: ${strange.reason}`, { found: strange.reason });
  }
  const layers = file.isOrdered ? file.layers : onlyOrder(file.layers);
  const recurrent = layers.filter((layer) => layer.kind === "recurrent");
  const dense = layers.filter((layer) => layer.kind === "dense");
  const head = dense.pop();
  const [first] = recurrent;
  if (first === undefined || head === undefined) {
    const missing = first === undefined ? "recurrent" : "dense";
    throw new WeightsError(`no ${missing} layer in the file`, {
      needed: "recurrent layers, and a dense one behind them",
    });
  }
  checkOrder(layers, recurrent, head);
  const path = [...recurrent, ...dense];
  const specs = path.map((layer, i) => specOf(layer, i === recurrent.length - 1, activation));
  const spec = {
    ...{ steps, features: first.features, extras: 0, outputs: head.units, layers: specs },
    linearPath: false,
  };
  const weights = Object.assign(
    {},
    ...path.map((layer, i) => weightsOf(layer, `layers.${i}`)),
    weightsOf(head, "head"),
  );
  return { spec, weights: weights as Record<string, Float64Array> };
}

/** Recurrent layers first, each as wide as the next one reads; the file's word on what is handed on must be ours. */
function checkOrder(layers: readonly ForeignLayer[], recurrent: readonly ForeignRecurrent[], head: ForeignDense): void {
  layers.forEach((layer, i) => {
    if (layer.kind === "other") return;
    if (layer.kind === "recurrent" && i >= recurrent.length) {
      throw new WeightsError(`layer "${layer.name}" is recurrent and stands behind a dense one`);
    }
    const width = i === 0 ? layer.features : widthOf(layers[i - 1]!);
    if (layer.features !== width) {
      throw new WeightsError(`layer "${layer.name}" does not follow on the one before it`, {
        found: `${layer.features} inputs`,
        needed: `${width} inputs`,
      });
    }
    if (layer.kind === "dense") return;
    const needed = i === recurrent.length - 1 ? "last" : "sequence";
    if (layer.output !== null && layer.output !== needed) {
      const names = { last: "its last state", sequence: "all of its states" };
      throw new WeightsError(`layer "${layer.name}" hands on ${names[layer.output]}`, { needed: names[needed] });
    }
  });
  if (head.activation !== null && head.activation !== "linear") {
    throw new WeightsError(`layer "${head.name}" is the last one and has an activation`, {
      found: head.activation,
      needed: "linear",
    });
  }
}

function specOf(layer: ForeignRecurrent | ForeignDense, isLast: boolean, usual: Activation | undefined): LayerSpec {
  const { units } = layer;
  if (layer.kind === "dense") {
    const activation = layer.activation ?? usual;
    if (activation !== undefined) return { kind: "dense", units, activation };
    throw new WeightsError(`the file does not say which activation layer "${layer.name}" has`, {
      needed: `one of ${Object.keys(ACTIVATIONS).join(", ")}`,
      hint: "Say it, or save the whole model, in Keras as .keras.",
    });
  }
  const directions = layer.directions.length === 2 ? 2 : 1;
  return { kind: "recurrent", cell: layer.cell, units, output: isLast ? "last" : "sequence", directions };
}

function weightsOf(layer: ForeignRecurrent | ForeignDense, prefix: string): Record<string, Float64Array> {
  if (layer.kind === "dense") return { [`${prefix}.weight`]: layer.weight, [`${prefix}.bias`]: layer.bias };
  const cell = compileCell(CELLS[layer.cell]!);
  const sides = layer.directions.length === 2 ? [`${prefix}.forward`, `${prefix}.backward`] : [prefix];
  return Object.fromEntries(
    layer.directions.flatMap((weights, side) => [
      [`${sides[side]}.input`, weights.input],
      [`${sides[side]}.recurrent`, weights.recurrent],
      [`${sides[side]}.bias`, mergedBias(cell, layer.units, weights)],
    ]),
  );
}
