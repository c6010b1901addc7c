import { strToU8, zipSync } from "fflate";
import h5wasm, { type LIBVER_BOUND } from "h5wasm";
import type { KerasArray } from "./keras-reference.ts";

/** A layer of a model that a file is made of. */
export interface KerasLayer {
  readonly className: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Sets of arrays by where Keras 3 puts them under the layer: `cell`, `forward_layer/cell`, `` for the layer's own. */
  readonly arrays: Readonly<Record<string, readonly KerasArray[]>>;
  /** What each call of the layer reads: a layer, which of its calls, which of its outputs; of functional models alone. */
  readonly calls?: readonly (readonly Source[])[];
}

export type Source = readonly [layer: string, call: number, output: number];

/** Both shapes of HDF5's structures: those of all versions before 2, and those of version 2 unasked. */
export const FORMATS: readonly LIBVER_BOUND[] = ["earliest", "v108"];

type Group = InstanceType<typeof h5wasm.Group>;

/** A file made by the HDF5 library itself. */
export async function hdf5(format: LIBVER_BOUND, fill: (root: Group) => void): Promise<Uint8Array> {
  const { FS } = await h5wasm.ready;
  const file = new h5wasm.File("made.h5", "w", { libver: [format, "latest"] });
  fill(file);
  file.close();
  const bytes = FS.readFile("made.h5") as Uint8Array;
  FS.unlink("made.h5");
  return Uint8Array.from(bytes);
}

/** The group of a path, made where it is not there. */
function groupAt(root: Group, path: string): Group {
  return path
    .split("/")
    .filter(Boolean)
    .reduce(
      (group, name) => (group.keys().includes(name) ? (group.get(name) as Group) : group.create_group(name)),
      root,
    );
}

function put(root: Group, path: string, { shape, values }: KerasArray): void {
  const at = path.lastIndexOf("/");
  groupAt(root, path.slice(0, Math.max(at, 0))).create_dataset({
    name: path.slice(at + 1),
    data: values,
    shape: [...shape],
  });
}

/** `.weights.h5` of Keras 3: groups by class and number, every layer with `vars` that know its name (saving_lib.py). */
export function newWeights(
  layers: readonly KerasLayer[],
  format: LIBVER_BOUND,
  folder = "layers",
): Promise<Uint8Array> {
  return hdf5(format, (root) => {
    const used = new Map<string, number>();
    for (const { className, name, arrays } of layers) {
      const base = className.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase();
      const count = used.get(base) ?? 0;
      used.set(base, count + 1);
      const path = `${folder}/${count === 0 ? base : `${base}_${count}`}`;
      groupAt(root, `${path}/vars`).create_attribute("name", name);
      for (const [place, set] of Object.entries(arrays)) {
        set.forEach((array, i) => {
          put(root, [path, place, "vars", String(i)].filter(Boolean).join("/"), array);
        });
      }
    }
    const step = { shape: [], values: Float32Array.of(7) };
    put(root, "optimizer/vars/0", step);
  });
}

/** How a call is written: what it reads first stands among its arguments, what it reads besides is named. */
const nodes = {
  3: ([first, ...others]: readonly Source[]) => {
    const tensor = (source: Source) => ({
      class_name: "__keras_tensor__",
      config: { shape: [null, 3], dtype: "float32", keras_history: source },
    });
    const kwargs = others.length > 0 ? { initial_state: others.map(tensor) } : { training: false, mask: null };
    return { args: first === undefined ? [] : [tensor(first)], kwargs };
  },
  2: (sources: readonly Source[]) => sources.map((source) => [...source, {}]),
};

/** The configuration of a Sequential model, or of a functional one where layers say what they read and `outputs` what is handed on. */
export function configuration(
  layers: readonly KerasLayer[],
  outputs: readonly Source[] = [],
  version: 2 | 3 = 3,
): string {
  const isFunctional = outputs.length > 0;
  const only = version === 3 && outputs.length === 1 ? outputs[0] : outputs;
  return JSON.stringify({
    module: "keras",
    class_name: isFunctional ? "Functional" : "Sequential",
    config: {
      name: "model",
      ...(isFunctional ? { output_layers: only } : {}),
      layers: layers.map(({ className, name, config, calls = [] }) => ({
        module: "keras.layers",
        class_name: className,
        config: {
          name,
          trainable: true,
          dtype: { module: "keras", class_name: "DTypePolicy", config: { name: "float32" } },
          ...config,
        },
        ...(isFunctional ? { name, inbound_nodes: calls.map((call) => nodes[version](call)) } : {}),
      })),
    },
  });
}

/** `.keras`: an archive whose files are stored as they are. */
export async function kerasArchive(
  layers: readonly KerasLayer[],
  format: LIBVER_BOUND,
  folder?: string,
  outputs?: readonly Source[],
): Promise<Uint8Array> {
  const metadata = strToU8(JSON.stringify({ keras_version: "3.9.0", date_saved: "2025-03-01@10:00:00" }));
  const weights = await newWeights(layers, format, folder);
  return zipSync(
    { "metadata.json": metadata, "config.json": strToU8(configuration(layers, outputs)), "model.weights.h5": weights },
    { level: 0 },
  );
}

/** Names of arrays in the older format; Keras 2 ends them in `:0`. */
const NAMES = ["kernel", "recurrent_kernel", "bias"];

/**
 * `.h5` of Keras 2, whole with its configuration or weights alone (legacy_h5_format.py). `cut`: texts that an attribute may hold before it
 * is cut into several, which Keras does with 64 kB. `configured`: layers of the configuration, where more than have a place in the file.
 */
export function oldFile(
  layers: readonly KerasLayer[],
  format: LIBVER_BOUND,
  whole: boolean,
  cut = Number.POSITIVE_INFINITY,
  outputs?: readonly Source[],
  configured: readonly KerasLayer[] = layers,
): Promise<Uint8Array> {
  return hdf5(format, (file) => {
    if (whole) {
      file.create_attribute("keras_version", "2.15.0");
      file.create_attribute("backend", "tensorflow");
      file.create_attribute("model_config", configuration(configured, outputs, 2));
      file.create_attribute("training_config", "{}");
    }
    const root = whole ? file.create_group("model_weights") : file;
    const texts = (group: Group, name: string, values: readonly string[]): void => {
      // An empty list is one of floats, as numpy makes it.
      if (values.length === 0) group.create_attribute(name, new Float64Array(0), [0]);
      else if (values.length > cut) {
        const parts = Math.ceil(values.length / cut);
        for (let i = 0; i < parts; i++) texts(group, `${name}${i}`, values.slice(i * cut, (i + 1) * cut));
      } else {
        const width = Math.max(...values.map((text) => text.length));
        group.create_attribute(name, [...values], [values.length], `S${width}`);
      }
    };
    texts(
      root,
      "layer_names",
      layers.map(({ name }) => name),
    );
    root.create_attribute("backend", "tensorflow");
    root.create_attribute("keras_version", "2.15.0");
    for (const { name, arrays } of layers) {
      const group = root.create_group(name);
      const named = Object.entries(arrays).flatMap(([place, set]) => {
        const isDense = place === "";
        const path = isDense ? name : `${name}/${place.replace("_layer/cell", `_${name}`).replace("cell", "")}/cell`;
        const kinds = isDense ? ["kernel", "bias"] : NAMES;
        return set.map((array, i) => ({ path: `${path}/${kinds[i]}:0`.replaceAll("//", "/"), array }));
      });
      texts(
        group,
        "weight_names",
        named.map(({ path }) => path),
      );
      for (const { path, array } of named) put(group, path, array);
    }
  });
}
