import { expect, test } from "vitest";
import { draws } from "../../../../../test/support/draws.ts";
import { hdf5, type KerasLayer, kerasArchive, newWeights, oldFile } from "../../../../../test/support/keras-files.ts";
import { foreignNetwork } from "../foreign-network.ts";
import { readWeights } from "../read-weights.ts";
import { WeightsError } from "../weights-error.ts";

const [F, H] = [3, 4];
const array = (...shape: number[]) => ({
  shape,
  values: draws(
    shape.reduce((product, size) => product * size, 1),
    shape.join(),
  ),
});
const layer = (className: string, config: object, ...arrays: ReturnType<typeof array>[]): KerasLayer => ({
  ...{ className, name: "odd", config: { ...config }, arrays: { cell: arrays } },
});
const lstm = [array(F, 4 * H), array(H, 4 * H), array(4 * H)];
const gru = [array(F, 3 * H), array(H, 3 * H)];

/** Why a layer of a whole model is none of ours. */
async function reasonOf(odd: KerasLayer): Promise<string | undefined> {
  const [found] = (await readWeights(await kerasArchive([odd], "earliest"))).layers;
  return found?.kind === "other" ? found.reason : undefined;
}

test("a layer that computes something else is named with the reason, not taken for one that it is not", async () => {
  for (const [config, reason] of [
    [{ activation: "relu" }, 'activation "relu", where a cell of ours has "tanh"'],
    [
      { recurrent_activation: "hard_sigmoid" },
      'recurrent_activation "hard_sigmoid", where a cell of ours has "sigmoid"',
    ],
    [{ activation: { class_name: "function", config: "elu" } }, 'activation "elu", where a cell of ours has "tanh"'],
    [{ go_backwards: true }, "a layer that only reads backwards"],
  ] as const) {
    expect(await reasonOf(layer("LSTM", config, ...lstm))).toBe(reason);
  }
  expect(await reasonOf(layer("ConvLSTM1D", {}, ...lstm))).toBe("a layer ConvLSTM1D");
  expect(
    await reasonOf({ ...layer("Dense", { activation: "softmax" }), arrays: { "": [array(F, H), array(H)] } }),
  ).toBe('an activation "softmax"');
  expect(await reasonOf({ ...layer("Embedding", {}), arrays: { "": [array(9, H)] } })).toBe("a layer Embedding");
  expect(await reasonOf(layer("LSTM", {}, ...lstm))).toBeUndefined();
  const both = { "forward_layer/cell": lstm, "backward_layer/cell": lstm };
  const sum = { merge_mode: "sum", layer: { class_name: "LSTM", config: {} } };
  expect(await reasonOf({ ...layer("Bidirectional", sum), arrays: both })).toBe('two directions joined by "sum"');
});

test("a GRU without biases is told by its configuration alone", async () => {
  const cellOf = async (bytes: Uint8Array) => {
    const [found] = (await readWeights(bytes)).layers;
    return found?.kind === "recurrent" ? found.cell : found?.kind === "other" ? found.reason : undefined;
  };
  for (const [reset_after, cell] of [
    [true, "gru"],
    [false, "gru-reset-before"],
  ] as const) {
    const odd = layer("GRU", { use_bias: false, reset_after }, ...gru);
    expect(await cellOf(await kerasArchive([odd], "v108"))).toBe(cell);
    expect(await cellOf(await newWeights([odd], "v108"))).toBe(
      "a GRU without biases, of which nothing says where it resets",
    );
  }
});

test("arrays that do not fit together are named with their shapes", async () => {
  for (const [arrays, array_, found, needed] of [
    [[array(F, 4 * H), array(H, 4 * H), array(3)], "cell/vars/2", "[3]", "[16]"],
    [[array(F, 3 * H), array(H, 4 * H)], "cell/vars/0", "[3, 12]", "[3, 16]"],
    [[array(F, 4 * H), array(H, 4 * H + 4)], "cell/vars/1", "[4, 20]", "[4, 16]"],
  ] as const) {
    const bytes = await kerasArchive([layer("LSTM", {}, ...arrays)], "earliest");
    const read = readWeights(bytes);
    await expect(read).rejects.toThrow(WeightsError);
    await expect(read).rejects.toThrow(`layer "odd": array "${array_}" of shape ${found}`);
    await expect(read).rejects.toMatchObject({ details: { found, needed } });
  }
});

test("layers that do not make a network of ours are refused by name", async () => {
  const named = (own: KerasLayer, name: string): KerasLayer => ({ ...own, name });
  const dense = (features: number, config: object, name = "dense"): KerasLayer => ({
    ...{ className: "Dense", name, config: { ...config }, arrays: { "": [array(features, 2), array(2)] } },
  });
  const linear = { activation: "linear" };
  const one = named(layer("LSTM", { return_sequences: false }, ...lstm), "one");
  const network = async (...layers: KerasLayer[]) =>
    foreignNetwork(await readWeights(await kerasArchive(layers, "earliest")), { steps: 5 });
  await expect(network(one)).rejects.toThrow("no dense layer in the file");
  await expect(network(one, dense(5, linear))).rejects.toMatchObject({
    message: 'layer "dense" does not follow on the one before it',
    details: { found: "5 inputs", needed: "4 inputs" },
  });
  await expect(network(one, dense(H, { activation: "tanh" }))).rejects.toThrow('layer "dense" is the last one');
  const all = named(layer("LSTM", { return_sequences: true }, ...lstm), "all");
  await expect(network(all, dense(H, linear))).rejects.toThrow('layer "all" hands on all of its states');
  const conv: KerasLayer = {
    className: "Conv1D",
    name: "conv",
    config: {},
    arrays: { "": [array(3, F, F), array(F)] },
  };
  await expect(network(conv, one, dense(H, linear))).rejects.toThrow('layer "conv" has no counterpart: a layer Conv1D');
  await expect(network(dense(F, linear, "first"), one)).rejects.toThrow("stands behind a dense one");
});

test("a file that tells no order is put into the only one that fits, or refused", async () => {
  const wide = (name: string, className: string, features: number, units: number): KerasLayer => {
    const gates = className === "GRU" ? 3 : 4;
    const bias = className === "GRU" ? array(2, 3 * units) : array(4 * units);
    const arrays = { cell: [array(features, gates * units), array(units, gates * units), bias] };
    return { className, name, config: {}, arrays };
  };
  const head = (features: number): KerasLayer => ({
    ...{ className: "Dense", name: "dense", config: {}, arrays: { "": [array(features, 1), array(1)] } },
  });
  const specOf = async (...layers: KerasLayer[]) =>
    foreignNetwork(await readWeights(await newWeights(layers, "v108")), { steps: 5 }).spec.layers;
  const spec = await specOf(wide("a", "LSTM", 3, 5), wide("b", "GRU", 5, 4), head(4));
  expect(spec.map((own) => (own.kind === "recurrent" ? own.cell : own.kind))).toEqual(["lstm", "gru"]);
  await expect(specOf(wide("a", "LSTM", 4, 4), wide("b", "GRU", 4, 4), head(4))).rejects.toThrow(
    "in more than one order",
  );
  await expect(specOf(wide("a", "LSTM", 3, 5), wide("b", "GRU", 6, 4), head(4))).rejects.toThrow("in any order");
});

test("files that are none of Keras' say what they are", async () => {
  const foreign = await hdf5("earliest", (root) => {
    root.create_group("entry").create_dataset({ name: "data", data: Float32Array.of(1) });
  });
  await expect(readWeights(foreign)).rejects.toThrow("an HDF5 file that Keras did not write");
  const pieces = await hdf5("earliest", (root) => {
    const vars = root.create_group("layers").create_group("dense").create_group("vars");
    vars.create_dataset({ name: "0", data: new Float32Array(64), shape: [8, 8], chunks: [4, 4], compression: 4 });
  });
  await expect(readWeights(pieces)).rejects.toThrow("an HDF5 file with compressed arrays");
  await expect(readWeights(new TextEncoder().encode("hello, world, this is no model"))).rejects.toThrow(
    "none of the formats",
  );
  await expect(readWeights(Uint8Array.of(0x80, 2, 0x7d))).rejects.toMatchObject({ message: /^a pickle of PyTorch/ });
});

test("names of layers that are cut into several attributes are put together again", async () => {
  const layers = Array.from({ length: 3 }, (_, i) => ({ ...layer("LSTM", {}, ...lstm), name: `lstm_${i}` }));
  const whole = await readWeights(await oldFile(layers, "earliest", false));
  const cut = await readWeights(await oldFile(layers, "earliest", false, 2));
  expect(cut.layers.map(({ name }) => name)).toEqual(["lstm_0", "lstm_1", "lstm_2"]);
  expect(cut).toEqual(whole);
});
