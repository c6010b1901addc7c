import { type ArrayFacts, type ForeignLayer, type ForeignWeights, inUsualOrder } from "./foreign.ts";
import { TORCH } from "./gate-order.ts";
import { type ForeignArray, gateCount, readDirection, requireShape } from "./recurrent-arrays.ts";
import type { SafetensorsFile, StoredTensor } from "./safetensors.ts";

/** Our cells by the number of gates, and the gates in PyTorch's letters. */
const CELLS: Readonly<Record<number, readonly [cell: string, letters: string]>> = {
  4: ["lstm", "i, f, g, o"],
  3: ["gru", "r, z, n"],
  1: ["rnn", "h"],
};

/** `encoder.weight_ih_l0_reverse`: the module, the array, the layer and the direction. Cells such as `nn.LSTMCell` have no layer. */
const NAME =
  /^(?<module>(?:.*\.)?)(?<array>weight_ih|weight_hh|weight_hr|bias_ih|bias_hh)(?:_l(?<layer>\d+))?(?<reverse>_reverse)?$/;

/** Arrays of a layer in the order in which they are told; the last one is a projection's. */
const ARRAYS = ["weight_ih", "weight_hh", "bias_ih", "bias_hh", "weight_hr"];

/** One layer of an `nn.LSTM`, `nn.GRU` or `nn.RNN`: its arrays by direction. */
interface Parts {
  readonly name: string;
  readonly sides: readonly [Map<string, ForeignArray>, Map<string, ForeignArray>];
}

/**
 * Reads a `state_dict` of PyTorch in a safetensors file by its names: LSTM, GRU and RNN of any number of layers in one or two directions, with
 * both biases or none, and linear layers. Whether a layer's activation or order is another than usual does not stand in such a file.
 * Throws a WeightsError for arrays that do not fit together.
 */
export function readTorchState({ tensors }: SafetensorsFile): ForeignWeights {
  const recurrent = new Map<string, Parts>();
  const others = new Map<string, Map<string, ForeignArray>>();
  for (const tensor of tensors) {
    const array = arrayOf(tensor);
    const { module = "", array: part, layer, reverse } = NAME.exec(tensor.name)?.groups ?? {};
    if (part === undefined) {
      const dot = tensor.name.lastIndexOf(".");
      const owner = tensor.name.slice(0, Math.max(dot, 0));
      const arrays = others.get(owner) ?? new Map<string, ForeignArray>();
      others.set(owner, arrays.set(tensor.name.slice(dot + 1), array));
      continue;
    }
    const name = `${module}${layer === undefined ? "cell" : `l${layer}`}`;
    const parts = recurrent.get(name) ?? { name, sides: [new Map(), new Map()] };
    parts.sides[reverse === undefined ? 0 : 1].set(part, array);
    recurrent.set(name, parts);
  }
  const layers = [
    ...[...recurrent.values()].map(recurrentLayer),
    ...[...others].map(([name, arrays]) => denseLayer(name, arrays)),
  ];
  return { format: "torch", isOrdered: false, layers: inUsualOrder(layers) };
}

function arrayOf({ name, shape, values }: StoredTensor): ForeignArray {
  return { name, shape, values: () => values };
}

function recurrentLayer({ name, sides }: Parts): ForeignLayer {
  const used = sides.filter(({ size }) => size > 0);
  const facts = used.flatMap((side) => factsOf(ARRAYS.map((part) => side.get(part))));
  const other = (reason: string): ForeignLayer => ({ kind: "other", name, reason, arrays: facts });
  if (sides[0].size === 0) return other("a layer that only reads backwards");
  if (used.some((side) => side.has("weight_hr"))) return other("a projection of the state");
  const [, matrix] = directionOf(sides[0]);
  const known = matrix === undefined ? undefined : CELLS[gateCount(matrix, TORCH) ?? 0];
  if (known === undefined) return other("matrices of no known layer");
  const [cell, order] = known;
  const read = used.map((side) => {
    const [input, recurrent, inputBias, recurrentBias] = directionOf(side);
    if (input === undefined || recurrent === undefined) return undefined;
    return readDirection(TORCH, cell, name, { input, recurrent, inputBias, recurrentBias });
  });
  const [first] = read;
  if (first === undefined || read.includes(undefined)) return other("a layer without both of its matrices");
  const { features, units } = first;
  if (read.some((side) => side?.features !== features || side.units !== units))
    return other("two directions of different sizes");
  return {
    kind: "recurrent",
    ...{ name, cell, order, features, units, output: null, arrays: facts },
    directions: read.flatMap((side) => (side === undefined ? [] : [side.weights])),
  };
}

const directionOf = (side: ReadonlyMap<string, ForeignArray>): readonly (ForeignArray | undefined)[] =>
  ARRAYS.slice(0, 4).map((part) => side.get(part));

const factsOf = (arrays: readonly (ForeignArray | undefined)[]): ArrayFacts[] =>
  arrays.flatMap((array) => (array === undefined ? [] : [{ name: array.name, shape: array.shape }]));

/** `nn.Linear`: weight `[out, in]` and perhaps bias `[out]`. */
function denseLayer(name: string, arrays: ReadonlyMap<string, ForeignArray>): ForeignLayer {
  const facts = factsOf([...arrays.values()].sort((a, b) => b.shape.length - a.shape.length));
  const [weight, bias] = [arrays.get("weight"), arrays.get("bias")];
  const isLinear = weight?.shape.length === 2 && arrays.size === (bias === undefined ? 1 : 2);
  if (weight === undefined || !isLinear)
    return { kind: "other", name, reason: "arrays of no known layer", arrays: facts };
  const [units, features] = weight.shape as [number, number];
  requireShape(name, weight, [units, features]);
  if (bias !== undefined) requireShape(name, bias, [units]);
  const values = weight.values();
  return {
    kind: "dense",
    ...{ name, features, units, activation: null, arrays: facts },
    weight: Float64Array.from(
      { length: features * units },
      (_, i) => values[(i % units) * features + Math.floor(i / units)]!,
    ),
    bias: bias === undefined ? new Float64Array(units) : Float64Array.from(bias.values()),
  };
}
