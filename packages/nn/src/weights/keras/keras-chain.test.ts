import { expect, test } from "vitest";
import { draws } from "../../../../../test/support/draws.ts";
import { type KerasLayer, kerasArchive, oldFile, type Source } from "../../../../../test/support/keras-files.ts";
import { foreignNetwork } from "../foreign-network.ts";
import { readWeights } from "../read-weights.ts";

const H = 3;
const array = (...shape: number[]) => ({
  shape,
  values: draws(
    shape.reduce((product, size) => product * size, 1),
    shape.join(),
  ),
});
const input = (name = "input"): KerasLayer => ({ className: "InputLayer", name, config: {}, arrays: {}, calls: [] });
const lstm = (name: string, sequence: boolean, ...calls: Source[][]): KerasLayer => ({
  ...{ className: "LSTM", name, config: { return_sequences: sequence }, calls },
  arrays: { cell: [array(H, 4 * H), array(H, 4 * H), array(4 * H)] },
});
const dense = (name: string, ...calls: Source[][]): KerasLayer => ({
  ...{ className: "Dense", name, config: { activation: "linear" }, calls },
  arrays: { "": [array(H, 2), array(2)] },
});
const from = (layer: string, output = 0): Source => [layer, 0, output];

/** Every form of a file that holds a functional model. */
async function filesOf(layers: readonly KerasLayer[], outputs: readonly Source[]): Promise<Uint8Array[]> {
  const stored = layers.filter(({ className }) => className !== "Add");
  const whole = await oldFile(layers, "earliest", true, undefined, outputs);
  // Operations stand in the configuration alone.
  const listed =
    stored.length === layers.length ? [] : [await oldFile(stored, "earliest", true, undefined, outputs, layers)];
  return [await kerasArchive(layers, "earliest", undefined, outputs), whole, ...listed];
}

const refused: readonly [what: string, layers: readonly KerasLayer[], outputs: readonly Source[], message: string][] = [
  [
    "two heads",
    [input(), lstm("one", false, [from("input")]), dense("left", [from("one")]), dense("right", [from("one")])],
    [from("left"), from("right")],
    'layer "left" has no counterpart: a layer whose values leave the model before its end',
  ],
  [
    "a head that jumps over a layer",
    [input(), lstm("one", true, [from("input")]), lstm("two", false, [from("input")]), dense("head", [from("two")])],
    [from("head")],
    'layer "two" has no counterpart: a layer that reads "input", and not just "one"',
  ],
  [
    "a layer that is used twice",
    [
      input(),
      lstm("one", true, [from("input")], [from("one")]),
      lstm("two", false, [["one", 1, 0]]),
      dense("head", [from("two")]),
    ],
    [from("head")],
    'layer "one" has no counterpart: a layer that is used 2 times',
  ],
  [
    "states that another layer begins with",
    [
      input(),
      lstm("one", true, [from("input")]),
      lstm("two", false, [from("one"), from("one", 1), from("one", 2)]),
      dense("head", [from("two")]),
    ],
    [from("head")],
    'layer "two" has no counterpart: a layer that reads "one", state 1 of "one", state 2 of "one", and not just "one"',
  ],
  [
    "a state in the place of the output",
    [input(), lstm("one", false, [from("input")]), dense("head", [from("one", 2)])],
    [from("head")],
    'layer "head" has no counterpart: a layer that reads state 2 of "one", and not just "one"',
  ],
  [
    "a sum",
    [
      ...[input(), lstm("one", true, [from("input")]), lstm("two", true, [from("one")])],
      { className: "Add", name: "sum", config: {}, arrays: {}, calls: [[from("one"), from("two")]] },
      ...[lstm("three", false, [from("sum")]), dense("head", [from("three")])],
    ],
    [from("head")],
    'layer "sum" has no counterpart: a layer that reads "one", "two", and not just "two"',
  ],
  [
    "two inputs",
    [input(), input("second"), lstm("one", false, [from("second")]), dense("head", [from("one")])],
    [from("head")],
    'layer "second" has no counterpart: a second input',
  ],
];

test.each(refused)(
  "a model with %s is no chain of layers, and is not taken for one",
  async (_, layers, outputs, message) => {
    for (const bytes of await filesOf(layers, outputs)) {
      const file = await readWeights(bytes);
      expect(() => foreignNetwork(file, { steps: 5 })).toThrow(message);
    }
  },
);

test("a functional model whose layers follow on one another is taken over", async () => {
  const drop: KerasLayer = { className: "Dropout", name: "drop", config: {}, arrays: {}, calls: [[from("one")]] };
  const layers = [
    input(),
    lstm("one", true, [from("input")]),
    drop,
    lstm("two", false, [from("drop")]),
    dense("head", [from("two")]),
  ];
  for (const bytes of await filesOf(layers, [from("head")])) {
    const { spec } = foreignNetwork(await readWeights(bytes), { steps: 5 });
    expect(spec.layers.map((layer) => layer.kind)).toEqual(["recurrent", "recurrent"]);
  }
});
