import { WeightsError } from "../weights-error.ts";
import { outOfLine, sourcesIn } from "./keras-chain.ts";

/** What a Keras configuration says of a layer. */
export interface LayerConfig {
  /** `LSTM`, `Bidirectional` … */
  readonly className: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Why it does more than read what the layer before it hands on; null where it does no more. */
  readonly outOfLine: string | null;
}

/** The layers of a Sequential or Functional model, in its order. Throws a WeightsError for anything else. */
export function layersOfConfig(json: string): LayerConfig[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    throw new WeightsError("a configuration that is not JSON");
  }
  const model = layerConfig(parsed);
  // Early versions of Keras had the list in the place of the configuration.
  const layers = isRecord(parsed) && Array.isArray(parsed.config) ? parsed.config : model?.config.layers;
  if (!Array.isArray(layers)) {
    throw new WeightsError(`a configuration of a ${model?.className ?? "model"} without layers`, {
      needed: "a Sequential or Functional model",
    });
  }
  const outputs = new Set(sourcesIn(model?.config.output_layers).map(([name]) => name));
  let before: string | null = null;
  return layers.map((layer: object, i) => {
    const read = layerConfig(layer);
    if (read === undefined) throw new WeightsError("a configuration with a layer that is none");
    const leaves = i < layers.length - 1 && outputs.has(read.name);
    const checked = { ...read, outOfLine: outOfLine(layer, before, leaves) };
    before = read.name;
    return checked;
  });
}

/** A layer within a layer, such as that of `Bidirectional`. */
export function innerLayer({ config }: LayerConfig, key: string): LayerConfig | undefined {
  return layerConfig(config[key]);
}

/** The name of a function such as an activation, however a version of Keras wrote it. */
export function functionName(value: unknown): string {
  if (typeof value === "string") return value;
  if (isRecord(value)) return functionName(value.config ?? value.class_name);
  return value === null || value === undefined ? "linear" : "another";
}

function layerConfig(value: unknown): LayerConfig | undefined {
  if (!isRecord(value) || typeof value.class_name !== "string") return undefined;
  const config = isRecord(value.config) ? value.config : {};
  const name = typeof config.name === "string" ? config.name : typeof value.name === "string" ? value.name : "";
  return { className: value.class_name, name, config, outOfLine: null };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
