import { byNumber, type ForeignLayer, type ForeignWeights, inUsualOrder } from "../foreign.ts";
import { type Hdf5Object, openHdf5 } from "../hdf5/hdf5-file.ts";
import type { ForeignArray } from "../recurrent-arrays.ts";
import { WeightsError } from "../weights-error.ts";
import { unpackKeras } from "./keras-archive.ts";
import { type LayerConfig, layersOfConfig } from "./keras-config.ts";
import { kerasLayer, type LayerArrays } from "./keras-layer.ts";

/** True for bytes that begin as ZIP archives do, as a `.keras` file is one. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;
}

/**
 * Reads what Keras writes: `.keras` (Keras 3, and 2.13 to 2.15), `.weights.h5`, and the older `.h5` with or without its configuration.
 * LSTM, GRU, SimpleRNN, Bidirectional and Dense layers are taken over; others are named with the reason.
 * Throws a WeightsError that says in one line what is wrong.
 */
export async function readKeras(bytes: Uint8Array): Promise<ForeignWeights> {
  if (isZip(bytes)) {
    const { config, weights } = await unpackKeras(bytes);
    return { format: "keras", isOrdered: true, layers: newLayers(openHdf5(weights), layersOfConfig(config)) };
  }
  const root = openHdf5(bytes);
  const [config] = root.texts("model_config") ?? [];
  const old = root.get("model_weights") ?? root;
  const names = listOf(old, "layer_names");
  if (names === undefined) {
    return { format: "keras-weights", isOrdered: false, layers: newLayers(root, null) };
  }
  const configs = config === undefined ? null : layersOfConfig(config);
  return { format: "keras-h5", isOrdered: true, layers: oldLayers(old, names, configs) };
}

/** A list of texts, which Keras cuts into `name0`, `name1` … where it is too long for one attribute. */
function listOf(group: Hdf5Object, name: string): string[] | undefined {
  const whole = group.texts(name);
  if (whole !== undefined) return whole;
  const parts: string[] = [];
  for (let i = 0; ; i++) {
    const part = group.texts(`${name}${i}`);
    if (part === undefined) return i === 0 ? undefined : parts;
    parts.push(...part);
  }
}

/**
 * Keras 3 and its forerunner: `layers/<class>_<n>/cell/vars/<k>`, by the names of classes and not of layers (keras/src/saving/saving_lib.py).
 */
function newLayers(root: Hdf5Object, configs: readonly LayerConfig[] | null): ForeignLayer[] {
  const folder = root.get("layers") ?? root.get("_layer_checkpoint_dependencies");
  if (folder === undefined || folder.shape !== null) throw notKeras(root.names);
  if (configs === null) {
    const found = folder.names.sort(byNumber).map((name) => kerasLayer(null, arraysOf(name, folder.get(name)!)));
    const hasArrays = (layer: ForeignLayer | null) => layer !== null && layer.arrays.length > 0;
    return inUsualOrder(found.filter(hasArrays) as ForeignLayer[]);
  }
  const used = new Map<string, number>();
  const layers = configs.map((config) => {
    const base = snakeCase(config.className);
    const count = used.get(base) ?? 0;
    used.set(base, count + 1);
    const group = folder.get(count === 0 ? base : `${base}_${count}`);
    return kerasLayer(config, group === undefined ? empty(config.name) : arraysOf(config.name, group));
  });
  return layers.filter((layer) => layer !== null);
}

const empty = (name: string): LayerArrays => ({ name, cells: [], own: [] });

function arraysOf(name: string, layer: Hdf5Object): LayerArrays {
  const cells = [["cell"], ["forward_layer", "cell"], ["backward_layer", "cell"]]
    .map((path) => variables(layer.get([...path, "vars"].join("/")), path.join("/")))
    .filter((set) => set.length > 0);
  return { name, cells, own: variables(layer.get("vars"), "") };
}

/** The arrays of floats in a group of variables `0`, `1` …; other arrays, such as seeds, are no weights. */
function variables(group: Hdf5Object | undefined, path: string): ForeignArray[] {
  if (group === undefined || group.shape !== null) return [];
  return group.names.sort(byNumber).flatMap((name) => {
    const array = arrayOf(group.get(name)!, [path, "vars", name].filter(Boolean).join("/"));
    return array === null ? [] : [array];
  });
}

function arrayOf(object: Hdf5Object, name: string): ForeignArray | null {
  const { shape } = object;
  if (shape === null || !object.type.endsWith("float")) return null;
  return { name, shape, values: () => object.values() };
}

/** `.h5` of Keras 2: names of layers, and under each names of weights, in order (keras/src/legacy/saving/legacy_h5_format.py). */
function oldLayers(root: Hdf5Object, names: readonly string[], configs: readonly LayerConfig[] | null): ForeignLayer[] {
  const configured = new Set(configs?.map(({ name }) => name) ?? names);
  const stored = new Set(names);
  const unknown = names.find((name) => !configured.has(name));
  if (unknown !== undefined) throw new WeightsError(`layer "${unknown}" is not in the configuration`);
  const layers = (configs ?? names).map((one) => {
    const [name, config] = typeof one === "string" ? [one, null] : [one.name, one];
    // A sum of two layers is an operation of the configuration that has no place among the weights.
    if (!stored.has(name)) return kerasLayer(config, empty(name));
    const group = root.get(name);
    const paths = group === undefined ? undefined : listOf(group, "weight_names");
    if (group === undefined || paths === undefined)
      throw new WeightsError(`layer "${name}" has no weights in the file`);
    const arrays = paths.flatMap((path) => {
      const object = group.get(path);
      if (object === undefined) throw new WeightsError(`layer "${name}" has no array "${path}"`);
      const array = arrayOf(object, path);
      return array === null ? [] : [array];
    });
    // Without a configuration, what has no weights is not worth a word.
    if (config === null && arrays.length === 0) return null;
    return kerasLayer(config, oldArrays(name, arrays));
  });
  return layers.filter((layer) => layer !== null);
}

/** Arrays by their names `…/kernel:0`: each recurrent kernel makes a cell of those around it. */
function oldArrays(name: string, arrays: readonly ForeignArray[]): LayerArrays {
  const part = (array: ForeignArray) => array.name.split("/").at(-1)!.replace(/:\d+$/, "");
  if (!arrays.some((array) => part(array) === "recurrent_kernel")) return { name, cells: [], own: arrays };
  const cells: ForeignArray[][] = [];
  for (const array of arrays) {
    if (part(array) === "kernel") cells.push([]);
    cells.at(-1)?.push(array);
  }
  return { name, cells, own: [] };
}

/** `SimpleRNN` is `simple_rnn`, as Keras names groups by classes. */
function snakeCase(name: string): string {
  return name
    .replace(/\W+/g, "")
    .replace(/(.)([A-Z][a-z]+)/g, "$1_$2")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();
}

function notKeras(names: readonly string[]): WeightsError {
  return new WeightsError("an HDF5 file that Keras did not write", {
    found: `groups ${names.slice(0, 10).join(", ")}`,
    needed: 'a group "layers", or an attribute "layer_names"',
  });
}
