import { Engine, readTensor, seed, writeTensor } from "@gatecast/engine";
import { describe, expect, test } from "vitest";
import { draws } from "../../../../../test/support/draws.ts";
import {
  FORMATS,
  type KerasLayer,
  kerasArchive,
  newWeights,
  oldFile,
} from "../../../../../test/support/keras-files.ts";
import {
  type KerasArray,
  kerasBidirectional,
  kerasDense,
  kerasStates,
} from "../../../../../test/support/keras-reference.ts";
import { largestError } from "../../../../../test/support/largest-error.ts";
import { Network } from "../../network/network.ts";
import { foreignNetwork } from "../foreign-network.ts";
import { readWeights } from "../read-weights.ts";

const [T, F] = [6, 3];
const x = draws(T * F, "x");
const rows = Array.from({ length: T }, (_, t) => [...x.subarray(t * F, (t + 1) * F)]);

const array = (name: string, ...shape: number[]): KerasArray => ({
  shape,
  values: draws(
    shape.reduce((product, size) => product * size, 1),
    name,
  ),
});
type Kind = "LSTM" | "GRU" | "SimpleRNN";
/** Kernel, recurrent kernel and bias; a GRU with `after` has two rows of biases. */
function cellArrays(
  name: string,
  kind: Kind,
  features: number,
  units: number,
  after = true,
  bias = true,
): KerasArray[] {
  const width = { LSTM: 4, GRU: 3, SimpleRNN: 1 }[kind] * units;
  const shape = kind === "GRU" && after ? [2, width] : [width];
  return [
    array(`${name} kernel`, features, width),
    array(`${name} recurrent`, units, width),
    ...(bias ? [array(`${name} bias`, ...shape)] : []),
  ];
}
const usual = (kind: Kind) => ({
  ...{ activation: "tanh", use_bias: true },
  ...(kind === "SimpleRNN" ? {} : { recurrent_activation: "sigmoid" }),
});
function recurrent(name: string, kind: Kind, arrays: KerasArray[], config: object = {}): KerasLayer {
  return {
    className: kind,
    name,
    config: { ...usual(kind), return_sequences: false, ...config },
    arrays: { cell: arrays },
  };
}
function dense(name: string, features: number, units: number, activation = "linear"): KerasLayer {
  const arrays = { "": [array(`${name} kernel`, features, units), array(`${name} bias`, units)] };
  return { className: "Dense", name, config: { units, activation }, arrays };
}

/** What a network says of `x` with the weights of a file. */
async function answer(bytes: Uint8Array): Promise<Float32Array> {
  const { spec, weights } = foreignNetwork(await readWeights(bytes), { steps: T, activation: "tanh" });
  const engine = await Engine.create();
  const network = await Network.create(engine, spec, seed(1), { initialize: false });
  expect(Object.keys(weights).sort()).toEqual(network.parameters.all.map(({ name }) => name).sort());
  for (const [name, values] of Object.entries(weights)) network.parameters.write(name, values);
  const { plan, x: input, output } = network.plan(1);
  writeTensor(engine.f32, input, x);
  plan.forward();
  const said = readTensor(engine.f32, output);
  engine.close();
  return said;
}

/** Every kind of file that Keras writes. */
const FILES: Readonly<Record<string, (layers: readonly KerasLayer[]) => Promise<Uint8Array>[]>> = {
  ".keras": (layers) => FORMATS.map((format) => kerasArchive(layers, format)),
  ".keras of Keras 2.13": (layers) => [kerasArchive(layers, "earliest", "_layer_checkpoint_dependencies")],
  ".weights.h5": (layers) => FORMATS.map((format) => newWeights(layers, format)),
  ".h5 with its configuration": (layers) => FORMATS.map((format) => oldFile(layers, format, true)),
  ".h5 of weights alone": (layers) => FORMATS.map((format) => oldFile(layers, format, false)),
};

describe.each(Object.entries(FILES))("%s", (_, files) => {
  const check = async (layers: readonly KerasLayer[], expected: readonly number[]) => {
    for (const file of files(layers)) expect(largestError(await answer(await file), expected)).toBeLessThan(3e-6);
  };

  test("one layer of each kind computes what Keras' equations say", async () => {
    for (const [kind, after] of [
      ["LSTM", true],
      ["GRU", true],
      ["GRU", false],
      ["SimpleRNN", true],
    ] as const) {
      const arrays = cellArrays("one", kind, F, 5, after);
      const head = dense("head", 5, 2);
      const layers = [recurrent("one", kind, arrays, kind === "GRU" ? { reset_after: after } : {}), head];
      await check(layers, kerasDense(head.arrays[""]!, kerasStates(kind, arrays, rows).at(-1)!, "linear"));
    }
  });

  test("a stack of a dozen, both directions, is read in its own order", async () => {
    const sizes = [4, 5, 3, 4, 3, 5, 4, 3, 4, 5, 4];
    const stack = sizes.map((units, i) => cellArrays(`s${i}`, "LSTM", i === 0 ? F : sizes[i - 1]!, units));
    const layers = stack.map((arrays, i) => recurrent(`lstm_${i + 1}`, "LSTM", arrays, { return_sequences: true }));
    const sides = [cellArrays("forward", "GRU", 4, 6), cellArrays("backward", "GRU", 4, 6)] as const;
    const last: KerasLayer = {
      className: "Bidirectional",
      name: "both",
      config: { merge_mode: "concat", layer: { class_name: "GRU", config: { ...usual("GRU"), reset_after: true } } },
      arrays: { "forward_layer/cell": sides[0], "backward_layer/cell": sides[1] },
    };
    const middle = dense("dense", 12, 4, "tanh");
    const head = dense("dense_1", 4, 2);
    const sequence = stack.reduce((before, arrays) => kerasStates("LSTM", arrays, before), rows);
    const both = kerasBidirectional("GRU", sides[0], sides[1], sequence).last;
    const said = kerasDense(head.arrays[""]!, kerasDense(middle.arrays[""]!, both, "tanh"), "linear");
    const silent: KerasLayer = { className: "Dropout", name: "dropout", config: { rate: 0.5 }, arrays: {} };
    await check([...layers, last, silent, middle, head], said);
  });
});
