import { Engine, readTensor, seed, writeTensor } from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { largestError } from "../../../../test/support/largest-error.ts";
import { FAMILY } from "../family/index.ts";
import { type LayerSpec, Network } from "../network/network.ts";

const [T, B, F] = [5, 3, 4];
const x = draws(T * B * F, "x");

/** What a network with a head that hands its layer through says, and the gradients of its weights. */
async function answer(cell: string, units: number, residual: boolean) {
  const engine = await Engine.create();
  const layer = { kind: "recurrent", cell, units, output: "last", directions: 1 } as const;
  const layers: LayerSpec[] = [residual ? { ...layer, residual } : layer];
  const network = await Network.create(
    engine,
    { steps: T, features: F, extras: 0, outputs: units, layers, linearPath: false },
    seed(3),
  );
  const through = Float32Array.from({ length: units * units }, (_, i) => (i % (units + 1) === 0 ? 1 : 0));
  network.parameters.write("head.weight", through);
  const made = network.plan(B, "mse");
  writeTensor(engine.f32, made.x, x);
  writeTensor(engine.f32, made.target!, draws(B * units, "target"));
  made.plan.forward();
  made.plan.backward();
  const output = readTensor(engine.f32, made.output);
  const weights = Object.fromEntries(network.parameters.all.map(({ name }) => [name, network.parameters.read(name)]));
  const gradients = Object.fromEntries(
    network.parameters.all.map(({ name, gradient }) => [name, readTensor(engine.f32, gradient)]),
  );
  const loss = made.loss!.value;
  engine.close();
  return { output, weights, gradients, loss };
}

const lastRow = (b: number, f: number) => x[((T - 1) * B + b) * F + f]!;

for (const name of ["lstm", "slstm", "tcn", "s4d"]) {
  test(`${name}: an input as wide as the layer is added to what it says`, async () => {
    expect(FAMILY).toHaveProperty(name);
    const [plain, beside] = [await answer(name, F, false), await answer(name, F, true)];
    expect(Object.keys(beside.weights)).toEqual(Object.keys(plain.weights));
    const expected = plain.output.map((value, i) => value + lastRow(Math.floor(i / F), i % F));
    expect(largestError(beside.output, expected)).toBeLessThan(1e-6);
  });
}

test("of another width it is mapped, and the map learns", async () => {
  const units = 6;
  const [plain, beside] = [await answer("gru", units, false), await answer("gru", units, true)];
  const [P, bias] = [beside.weights["layers.0.residual.weight"]!, beside.weights["layers.0.residual.bias"]!];
  const expected = plain.output.map((value, i) => {
    const [b, h] = [Math.floor(i / units), i % units];
    let sum = value + bias[h]!;
    for (let f = 0; f < F; f++) sum += lastRow(b, f) * P[f * units + h]!;
    return sum;
  });
  expect(largestError(beside.output, expected)).toBeLessThan(1e-6);
  expect(beside.gradients["layers.0.residual.weight"]!.some((value) => value !== 0)).toBe(true);
});

test("what the gates of the layer above say is traced from what this one hands on", async () => {
  const engine = await Engine.create();
  const at = { kind: "recurrent", cell: "lstm", units: 3, directions: 1, residual: true } as const;
  const layers: LayerSpec[] = [
    { ...at, output: "sequence" },
    { ...at, output: "last" },
  ];
  const spec = { steps: T, features: F, extras: 0, outputs: 3, layers, linearPath: false };
  const network = await Network.create(engine, spec, seed(3));
  network.parameters.write("head.weight", [1, 0, 0, 0, 1, 0, 0, 0, 1]);
  const made = network.plan(B);
  writeTensor(engine.f32, made.x, x);
  made.plan.forward();
  const [below, above] = network.trace(x, B);
  const P = network.parameters.read("layers.0.residual.weight");
  const last = (states: Float64Array | undefined, b: number, h: number) => states![((T - 1) * B + b) * 3 + h]!;
  const expected = Float64Array.from({ length: B * 3 }, (_, i) => {
    const [b, h] = [Math.floor(i / 3), i % 3];
    // The layer above is as wide as what it reads: that goes past it as it is.
    let sum = last(above?.states.get("h"), b, h) + last(below?.states.get("h"), b, h);
    for (let f = 0; f < F; f++) sum += lastRow(b, f) * P[f * 3 + h]!;
    return sum;
  });
  expect(largestError(readTensor(engine.f32, made.output), expected)).toBeLessThan(2e-6);
  engine.close();
});
