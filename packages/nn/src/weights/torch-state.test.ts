import { readFileSync } from "node:fs";
import { compileCell, Engine, readTensor, referenceSequence, seed, writeTensor } from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { goldenFile, NO_GOLDEN } from "../../../../test/support/golden.ts";
import { largestError } from "../../../../test/support/largest-error.ts";
import { CELLS } from "../cells/index.ts";
import { type LayerSpec, Network } from "../network/network.ts";
import type { ForeignRecurrent } from "./foreign.ts";
import { foreignNetwork } from "./foreign-network.ts";
import { mergedBias } from "./gate-order.ts";
import { networkAsTorch } from "./network-as-torch.ts";
import { readWeights } from "./read-weights.ts";
import { writeSafetensors } from "./safetensors.ts";
import { WeightsError } from "./weights-error.ts";

interface Recorded {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}
type Run = Readonly<Record<"x" | "y" | "h0" | "c0", Recorded>> & {
  readonly name: string;
  readonly kind: string;
  readonly weights: Readonly<Record<string, Recorded>>;
};

const stateDict = (weights: Run["weights"], prefix = "") =>
  writeSafetensors({
    metadata: { format: "pt" },
    // In alphabetic order, as safetensors stores them.
    tensors: Object.entries(weights)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, { shape, data }]) => ({ name: `${prefix}${name}`, shape, values: Float64Array.from(data) })),
  });

/** Rows `[B, T, W]` as `[T, B, W]`. */
function timeFirst({ shape, data }: Recorded): Float64Array {
  const [B, T, W] = shape as [number, number, number];
  return Float64Array.from(
    { length: B * T * W },
    (_, i) => data[((Math.floor(i / W) % B) * T + Math.floor(i / W / B)) * W + (i % W)]!,
  );
}

/** What the layers of a file make of a recorded input and recorded first states, in float64. */
function walk(
  layers: readonly ForeignRecurrent[],
  { x, y, h0, c0, kind }: Run,
): [ours: Float64Array, theirs: Float64Array] {
  const [B, T] = x.shape as [number, number];
  let value = timeFirst(x);
  let row = 0;
  for (const { cell, features: F, units: H, directions } of layers) {
    const compiled = compileCell(CELLS[cell]!);
    const sides = directions.map((weights, side) => {
      const initial = [h0, c0]
        .slice(0, kind === "lstm" ? 2 : 1)
        .map(({ data }) => data.slice(row * B * H, (row + 1) * B * H));
      row++;
      const merged = { ...weights, bias: mergedBias(compiled, H, weights) };
      return referenceSequence(compiled, merged, value, { T, B, F, H }, { initial, reverse: side === 1 }).sequence;
    });
    value = Float64Array.from({ length: T * B * sides.length * H }, (_, i) => {
      const [at, column] = [Math.floor(i / (sides.length * H)), i % (sides.length * H)];
      return sides[Math.floor(column / H)]![at * H + (column % H)]!;
    });
  }
  return [value, timeFirst(y)];
}

const golden = goldenFile("torch.json");
test.skipIf(golden === null)(
  `what PyTorch wrote computes what PyTorch recorded: LSTM and GRU, stacks, both directions (${golden === null ? NO_GOLDEN : "recorded"})`,
  async () => {
    const { recurrent } = JSON.parse(readFileSync(golden!, "utf8")) as { recurrent: Run[] };
    expect(recurrent.length).toBeGreaterThan(6);
    for (const run of recurrent) {
      const { layers } = await readWeights(stateDict(run.weights, "encoder.rnn."));
      expect(layers.every(({ kind }) => kind === "recurrent")).toBe(true);
      expect(layers.map(({ name }) => name)).toEqual(layers.map((_, i) => `encoder.rnn.l${i}`));
      const [ours, theirs] = walk(layers as ForeignRecurrent[], run);
      expect(largestError(ours, theirs), run.name).toBeLessThan(1e-9);
    }
  },
);

const tensor = (name: string, ...shape: number[]) => ({
  ...{ name, shape },
  values: draws(
    shape.reduce((product, size) => product * size, 1),
    name,
  ),
});
const read = (...tensors: ReturnType<typeof tensor>[]) => readWeights(writeSafetensors({ metadata: {}, tensors }));

test("modules are told by their names and shapes, with biases or without", async () => {
  const { layers, isOrdered } = await read(
    tensor("fc.bias", 2),
    tensor("fc.weight", 2, 4),
    tensor("gru.weight_hh_l0", 12, 4),
    tensor("gru.weight_ih_l0", 12, 6),
    tensor("step.weight_hh", 24, 6),
    tensor("step.weight_ih", 24, 3),
    tensor("norm.weight", 4),
    tensor("plain.weight_hh_l0", 4, 4),
    tensor("plain.weight_ih_l0", 4, 4),
    tensor("small.weight_hh_l0", 24, 4),
    tensor("small.weight_hr_l0", 4, 6),
    tensor("small.weight_ih_l0", 24, 3),
  );
  expect(isOrdered).toBe(false);
  expect(layers.map((layer) => [layer.kind, layer.name, layer.kind === "recurrent" ? layer.cell : ""])).toEqual([
    ["recurrent", "gru.l0", "gru"],
    ["recurrent", "plain.l0", "rnn"],
    ["recurrent", "step.cell", "lstm"],
    ["dense", "fc", ""],
    ["other", "norm", ""],
    ["other", "small.l0", ""],
  ]);
  const [, , , fc] = layers;
  // PyTorch has [out, in].
  const weight = draws(8, "fc.weight");
  expect(fc?.kind === "dense" && [...fc.weight]).toEqual(
    Array.from({ length: 8 }, (_, i) => weight[(i % 2) * 4 + Math.floor(i / 2)]),
  );
});

test("arrays that do not fit together are named, and so are modules that lack one", async () => {
  const odd = read(tensor("a.weight_hh_l0", 16, 4), tensor("a.weight_ih_l0", 15, 3));
  await expect(odd).rejects.toThrow(WeightsError);
  await expect(odd).rejects.toThrow('layer "a.l0": array "a.weight_ih_l0" of shape [15, 3]');
  const short = read(tensor("a.weight_hh_l0", 16, 4), tensor("a.weight_ih_l0", 16, 3), tensor("a.bias_ih_l0", 4));
  await expect(short).rejects.toMatchObject({ details: { found: "[4]", needed: "[16]" } });
  const [alone] = (await read(tensor("a.weight_hh_l0", 16, 4))).layers;
  expect(alone).toMatchObject({ kind: "other", reason: "a layer without both of its matrices" });
  const [back] = (await read(tensor("a.weight_hh_l0_reverse", 16, 4), tensor("a.weight_ih_l0_reverse", 16, 4))).layers;
  expect(back).toMatchObject({ kind: "other", reason: "a layer that only reads backwards" });
});

test("a network that goes to PyTorch's names and comes back says the same", async () => {
  const layers: LayerSpec[] = [
    { kind: "recurrent", cell: "gru", units: 5, output: "sequence", directions: 2 },
    { kind: "dropout", rate: 0.1 },
    { kind: "recurrent", cell: "lstm", units: 4, output: "last", directions: 1 },
    { kind: "dense", units: 3, activation: "relu" },
  ];
  const spec = { steps: 6, features: 2, extras: 0, outputs: 2, layers, linearPath: false };
  const engine = await Engine.create();
  const ours = await Network.create(engine, spec, seed(4));
  const x = draws(12, "x");
  const say = (network: Network) => {
    const { plan, x: input, output } = network.plan(1);
    writeTensor(engine.f32, input, x);
    plan.forward();
    return readTensor(engine.f32, output);
  };
  const tensors = networkAsTorch(spec, (name) => ours.parameters.read(name));
  expect(tensors.map(({ name }) => name)).toContain("layers.0.weight_hh_l0_reverse");
  const back = foreignNetwork(await readWeights(writeSafetensors({ metadata: {}, tensors })), {
    steps: 6,
    activation: "relu",
  });
  const again = await Network.create(engine, back.spec, seed(5));
  for (const [name, values] of Object.entries(back.weights)) again.parameters.write(name, values);
  expect(say(again)).toEqual(say(ours));
  engine.close();
});

test("a cell that PyTorch does not have is refused by name", () => {
  const layers: LayerSpec[] = [{ kind: "recurrent", cell: "peephole", units: 5, output: "last", directions: 1 }];
  const spec = { steps: 6, features: 2, extras: 0, outputs: 2, layers, linearPath: true };
  expect(() => networkAsTorch(spec, () => [])).toThrow('PyTorch cannot express the cell "peephole"');
});

test.each([640, 896, 1152, 1664])(
  "a header of %i bytes, whose length begins as a pickle does, is read",
  async (length) => {
    const tensors = [tensor("a.weight_hh_l0", 16, 4), tensor("a.weight_ih_l0", 16, 3)];
    const sizeOf = (bytes: Uint8Array) => new DataView(bytes.buffer).getUint32(0, true);
    const padded = (filling: number) => writeSafetensors({ metadata: { note: "x".repeat(filling) }, tensors });
    const bytes = padded(length - sizeOf(padded(0)));
    expect([bytes[0], sizeOf(bytes)]).toEqual([0x80, length]);
    expect((await readWeights(bytes)).layers).toMatchObject([{ kind: "recurrent", cell: "lstm", units: 4 }]);
  },
);

test.each([
  ["protocol 2", [0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9]],
  ["protocol 4", [0x80, 4, 0x95, 0x27, 0, 0, 0, 0, 0, 0, 0]],
  ["which is cut off", [0x80, 2, 0x7d]],
])("a pickle of %s is none of the formats that are read", async (_, bytes) => {
  await expect(readWeights(Uint8Array.from(bytes))).rejects.toThrow("a pickle of PyTorch, which runs code");
});
