import { ACTIVATIONS, type Activation } from "../../layers/dense-layer.ts";
import type { ForeignLayer, ForeignRecurrent } from "../foreign.ts";
import { KERAS } from "../gate-order.ts";
import {
  type DirectionArrays,
  type ForeignArray,
  gateCount,
  readDirection,
  requireShape,
} from "../recurrent-arrays.ts";
import { functionName, innerLayer, type LayerConfig } from "./keras-config.ts";

/** The gates of each of our cells in Keras' letters. */
const LETTERS: Readonly<Record<string, string>> = {
  lstm: "i, f, c, o",
  gru: "z, r, h",
  "gru-reset-before": "z, r, h",
  rnn: "h",
};

/** Layers that do nothing once a network is trained. */
const SILENT = ["InputLayer", "Dropout", "SpatialDropout1D", "GaussianNoise", "GaussianDropout", "AlphaDropout"];
const RECURRENT = ["LSTM", "GRU", "SimpleRNN"];

/** The arrays of a layer: those of the layer itself, or of one or two recurrent cells. */
export interface LayerArrays {
  readonly name: string;
  /** Sets of kernel, recurrent kernel and perhaps bias, forward first. */
  readonly cells: readonly (readonly ForeignArray[])[];
  /** Arrays of no cell. */
  readonly own: readonly ForeignArray[];
}

/** A layer that cannot be taken over, for a reason. */
class Unlike extends Error {}

/**
 * What a layer is, by its configuration, or by its arrays where there is none; null for one that does nothing.
 * Throws a WeightsError for arrays that do not fit together.
 */
export function kerasLayer(config: LayerConfig | null, arrays: LayerArrays): ForeignLayer | null {
  if (config !== null && config.outOfLine === null && SILENT.includes(config.className)) return null;
  const all = [...arrays.cells.flat(), ...arrays.own];
  const facts = all.map(({ name, shape }) => ({ name, shape }));
  try {
    if (config !== null && config.outOfLine !== null) throw new Unlike(config.outOfLine);
    if (arrays.cells.length > 0) return { ...recurrent(config, arrays), arrays: facts };
    return { ...dense(config, arrays), arrays: facts };
  } catch (error) {
    if (!(error instanceof Unlike)) throw error;
    return { kind: "other", name: arrays.name, reason: error.message, arrays: facts };
  }
}

function recurrent(config: LayerConfig | null, { name, cells }: LayerArrays): Omit<ForeignRecurrent, "arrays"> {
  const isTwo = config === null ? cells.length === 2 : config.className === "Bidirectional";
  if (cells.length !== (isTwo ? 2 : 1)) throw new Unlike(`${cells.length} cells in one layer`);
  const inner = isTwo && config !== null ? innerLayer(config, "layer") : (config ?? undefined);
  if (config !== null) {
    if (inner === undefined || !RECURRENT.includes(inner.className)) {
      throw new Unlike(`a layer ${inner?.className ?? config.className}`);
    }
    const merge = config.config.merge_mode;
    if (isTwo && merge !== undefined && merge !== "concat") throw new Unlike(`two directions joined by "${merge}"`);
  }
  const own = inner?.config ?? {};
  if (own.go_backwards === true) throw new Unlike("a layer that only reads backwards");
  const cell = cellOf(inner, cells[0]!);
  expectFunction(own, "activation", "tanh");
  if (cell !== "rnn") expectFunction(own, "recurrent_activation", "sigmoid");
  const read = cells.map((set) => readDirection(KERAS, cell, name, directionArrays(name, cell, set)));
  const [{ features, units }] = read as [(typeof read)[number]];
  if (read.some((side) => side.features !== features || side.units !== units))
    throw new Unlike("two directions of different sizes");
  return {
    kind: "recurrent",
    ...{ name, cell, features, units, order: LETTERS[cell]! },
    output: inner === undefined ? null : own.return_sequences === true ? "sequence" : "last",
    directions: read.map(({ weights }) => weights),
  };
}

/** Our cell, by the layer's class, or by the number of gates; of a GRU by its bias. */
function cellOf(config: LayerConfig | undefined, set: readonly ForeignArray[]): string {
  const [, matrix, bias] = set;
  const gates = matrix === undefined ? undefined : gateCount(matrix, KERAS);
  const kind = config === undefined ? { 4: "LSTM", 3: "GRU", 1: "SimpleRNN" }[gates ?? 0] : config.className;
  if (kind === "LSTM") return "lstm";
  if (kind === "SimpleRNN") return "rnn";
  if (kind !== "GRU") throw new Unlike("matrices of no known layer");
  // A GRU that resets after the product, as TensorFlow 2 and Keras 3 do unasked, has a second bias.
  if (bias !== undefined) return bias.shape.length === 2 ? "gru" : "gru-reset-before";
  const resetAfter = config?.config.reset_after;
  if (typeof resetAfter !== "boolean") throw new Unlike("a GRU without biases, of which nothing says where it resets");
  return resetAfter ? "gru" : "gru-reset-before";
}

/** Kernel, recurrent kernel and bias; of a GRU that resets after the product, both biases below each other. */
function directionArrays(
  layer: string,
  cell: string,
  [input, recurrent, bias]: readonly ForeignArray[],
): DirectionArrays {
  if (input === undefined || recurrent === undefined) throw new Unlike("a cell without both of its matrices");
  if (cell !== "gru" || bias === undefined) return { input, recurrent, inputBias: bias };
  const rows = recurrent.shape[1] ?? 0;
  requireShape(layer, bias, [2, rows]);
  const half = (at: number): ForeignArray => ({
    name: bias.name,
    shape: [rows],
    values: () => Array.from({ length: rows }, (_, i) => bias.values()[at * rows + i]!),
  });
  return { input, recurrent, inputBias: half(0), recurrentBias: half(1) };
}

function dense(config: LayerConfig | null, { name, own }: LayerArrays) {
  if (config !== null && config.className !== "Dense") throw new Unlike(`a layer ${config.className}`);
  const [weight, bias, ...others] = own;
  if (weight?.shape.length !== 2 || others.length > 0) throw new Unlike("arrays of no known layer");
  const [features, units] = weight.shape as [number, number];
  requireShape(name, weight, [features, units]);
  if (bias !== undefined) requireShape(name, bias, [units]);
  return {
    kind: "dense" as const,
    ...{ name, features, units },
    activation: config === null ? null : activationOf(functionName(config.config.activation)),
    weight: Float64Array.from(weight.values()),
    bias: bias === undefined ? new Float64Array(units) : Float64Array.from(bias.values()),
  };
}

function activationOf(name: string): Activation {
  if (Object.hasOwn(ACTIVATIONS, name)) return name as Activation;
  throw new Unlike(`an activation "${name}"`);
}

function expectFunction(config: Readonly<Record<string, unknown>>, key: string, needed: string): void {
  const found = key in config ? functionName(config[key]) : needed;
  if (found !== needed) throw new Unlike(`${key} "${found}", where a cell of ours has "${needed}"`);
}
