import { cellFromData, compileCell } from "@gatecast/engine";
import {
  type ArrayFacts,
  cellFor,
  FAMILY,
  type ForeignLayer,
  type ForeignWeights,
  type LayerSpec,
  type NetworkSpec,
  readWeights,
  WeightsError,
} from "@gatecast/nn";
import { fileKind, type ModelFile, readModelFile } from "../artifact/index.ts";
import { Problem } from "../contracts/index.ts";
import { checkNetwork, type NetworkFacts } from "../fit/load-network.ts";
import { modelFactsSchema } from "../fit/model-facts.ts";
import { panelFactsSchema } from "../fit/panel/panel-facts.ts";
import { networkSpec } from "../models/index.ts";

/** A layer as a file of weights has it. */
export interface ListedLayer {
  readonly name: string;
  readonly kind: "recurrent" | "dense" | "other";
  /** Our cell that computes the same; null for other kinds of layers. */
  readonly cell: string | null;
  /** Gates in the order of the file, in its own letters. */
  readonly gateOrder: string | null;
  readonly inputs: number | null;
  readonly units: number | null;
  readonly directions: number | null;
  /** What a recurrent layer hands on; null where the file does not say. */
  readonly output: "last" | "sequence" | null;
  /** Of a dense layer; null where the file does not say. */
  readonly activation: string | null;
  /** Why a layer is none of ours. */
  readonly reason: string | null;
  readonly arrays: readonly ArrayFacts[];
}

/** What a file of weights holds. */
export interface WeightsListing {
  readonly format: "gatecast-model" | "gatecast-panel" | ForeignWeights["format"];
  /** Whether the file tells the order of its layers. */
  readonly isOrdered: boolean;
  readonly layers: readonly ListedLayer[];
  /** Numbers in all arrays of these layers. */
  readonly parameters: number;
}

/**
 * Lists the layers of a file of weights: a model of ours, what Keras writes (`.keras`, `.h5`), or a `state_dict` of PyTorch as
 * `.safetensors`. Runs nothing of it.
 * @throws Problem of kind `model`: `weights_unreadable`, and for our own files those of `loadModel`.
 */
export async function listWeights(bytes: Uint8Array): Promise<WeightsListing> {
  const kind = fileKind(bytes);
  if (kind === "model" || kind === "panel") {
    const file =
      kind === "model"
        ? await readModelFile(kind, bytes, modelFactsSchema)
        : await readModelFile(kind, bytes, panelFactsSchema);
    return listing(`gatecast-${kind}`, true, ownLayers(file));
  }
  const { format, isOrdered, layers } = await readForeign(bytes);
  return listing(format, isOrdered, layers.map(foreignLayer));
}

/** Reads weights of another framework. @throws Problem `weights_unreadable` (model). */
async function readForeign(bytes: Uint8Array): Promise<ForeignWeights> {
  try {
    return await readWeights(bytes);
  } catch (error) {
    if (!(error instanceof WeightsError)) throw error;
    throw new Problem("model", "weights_unreadable", `This file cannot be read: ${error.message}.`, {
      found: error.message,
      needed: "a .keras, .h5 or .safetensors file of weights",
      ...error.details,
    });
  }
}

function listing(format: WeightsListing["format"], isOrdered: boolean, layers: readonly ListedLayer[]): WeightsListing {
  const sizes = layers.flatMap(({ arrays }) =>
    arrays.map(({ shape }) => shape.reduce((product, size) => product * size, 1)),
  );
  return { format, isOrdered, layers, parameters: sizes.reduce((sum, size) => sum + size, 0) };
}

const NOTHING = {
  ...{ cell: null, gateOrder: null, inputs: null, units: null, directions: null, output: null, activation: null },
  reason: null,
} as const;

function foreignLayer(layer: ForeignLayer): ListedLayer {
  const { name, kind, arrays } = layer;
  const common = { ...NOTHING, name, kind, arrays };
  if (layer.kind === "other") return { ...common, reason: layer.reason };
  const sized = { ...common, inputs: layer.features, units: layer.units };
  if (layer.kind === "dense") return { ...sized, activation: layer.activation };
  const { cell, order, output } = layer;
  return { ...sized, cell, gateOrder: order, output, directions: layer.directions.length };
}

function ownLayers(file: ModelFile<NetworkFacts>): ListedLayer[] {
  checkNetwork(file);
  const spec = networkSpec(file.facts.task, file.facts.network);
  const arraysOf = (name: string): ArrayFacts[] =>
    [...file.tensors.values()]
      .filter((tensor) => tensor.name.startsWith(`network.${name}.`))
      .map((tensor) => ({ name: tensor.name, shape: tensor.shape }));
  let width = spec.features;
  const layers = spec.layers.flatMap((layer, i): ListedLayer[] => {
    if (layer.kind === "dropout") return [];
    const name = `layers.${i}`;
    const inputs = width;
    width = layer.units * (layer.kind === "recurrent" ? layer.directions : 1);
    const common = { ...NOTHING, name, inputs, units: layer.units, arrays: arraysOf(name) };
    if (layer.kind === "dense") return [{ ...common, kind: "dense", activation: layer.activation }];
    const { cell, output, directions } = layer;
    return [{ ...common, kind: "recurrent", cell, gateOrder: gateOrder(spec, layer), output, directions }];
  });
  const linear = (name: string, inputs: number): ListedLayer => ({
    ...{ ...NOTHING, name, kind: "dense", inputs, units: spec.outputs, activation: "linear", arrays: arraysOf(name) },
  });
  const beside = spec.linearPath ? [linear("linear", spec.steps * spec.features + spec.extras)] : [];
  return [...layers, linear("head", width + spec.extras), ...beside];
}

/** Gates in the order of their blocks; null for a layer that is composed and has none. */
function gateOrder(spec: NetworkSpec, { cell: name }: Extract<LayerSpec, { kind: "recurrent" }>): string | null {
  const isOwn = spec.equations?.name === name;
  const cell =
    isOwn && spec.equations !== undefined ? cellFromData(spec.equations) : cellFor(FAMILY[name]!, spec.steps);
  return cell === null ? null : compileCell(cell).inputGates.join(", ");
}
