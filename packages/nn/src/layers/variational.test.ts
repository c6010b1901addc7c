import {
  type Cell,
  cell,
  cellData,
  compileCell,
  Engine,
  maskedCell,
  readTensor,
  recurrentShapes,
  referenceSequence,
  seed,
  writeTensor,
} from "@gatecast/engine";
import { describe, expect, test } from "vitest";
import { measureGradient } from "../../../../test/support/central-differences.ts";
import { draws } from "../../../../test/support/draws.ts";
import { frozenArrays, frozenStops } from "../../../../test/support/frozen-stops.ts";
import { largestError } from "../../../../test/support/largest-error.ts";
import { arraysOf, reference, referenceLoss, runRecurrent } from "../../../../test/support/recurrent-case.ts";
import { twoBetween } from "../../../../test/support/test-cells.ts";
import { bitsOf } from "../../../../test/support/ulp.ts";
import { CELLS } from "../cells/index.ts";
import { Network } from "../network/network.ts";

const ROW = { reverse: false, initial: false, secondBias: false, used: "both", still: true } as const;
const SIZES = { B: 3, T: 4, F: 2, H: 5 };
const [h, c] = ["h", "c"];
/** Two vectors a gate, the output not among all of them: places that a careless order would change. */
const mixed = cell({
  name: "mixed",
  source: "for tests",
  states: [h, c],
  gates: { a: "x + h + c", b: "x + c", d: "x + h" },
  step: ({ a, b, d }, states) => ({ h: a!.times(0.5).plus(d!), c: b!.plus(states[c]!).times(0.5) }),
});

for (const own of [...Object.values(CELLS), twoBetween, mixed]) {
  describe(own.name, () => {
    const plain = compileCell(own);
    const { cell: equations, mask } = maskedCell(own);
    const masked = compileCell(equations);

    test("a masked cell keeps the places of all weights", () => {
      expect(recurrentShapes(masked, 3, 5)).toEqual(recurrentShapes(plain, 3, 5));
      for (const list of ["slots", "inputGates", "recurrentGates"] as const) expect(masked[list]).toEqual(plain[list]);
      const back = masked.recurrentSources.map((name) => (name === `${own.states[0]} masked` ? own.states[0] : name));
      expect(back).toEqual(plain.recurrentSources);
    });

    test("a mask of ones leaves the cell as it is", () => {
      const row = { ...ROW, sizes: SIZES };
      const arrays = arraysOf(plain, row);
      const ones = mask === null ? {} : { [`given ${own.given.length}`]: new Float32Array(SIZES.B * SIZES.H).fill(1) };
      const expected = reference(plain, row, arrays);
      reference(masked, row, { ...arrays, ...ones }).forEach((output, o) => {
        expect(largestError(output, expected[o]!)).toBeLessThan(1e-12);
      });
    });
  });
}

for (const name of ["lstm", "gru", "gru-reset-before", "mogrifier", "layer-norm"].filter((one) => one in CELLS)) {
  test(`${name} behind a mask: outputs and gradients are the equations'`, async () => {
    const own = maskedCell(CELLS[name]!).cell;
    const frozen = frozenStops(own);
    const row = { ...ROW, sizes: SIZES };
    const compiled = compileCell(own);
    const arrays = arraysOf(compiled, row);
    const run = await runRecurrent(own, row, arrays);
    reference(compiled, row, arrays).forEach((output, o) => {
      expect(largestError(run.outputs[o]!, output)).toBeLessThan(2e-6);
    });
    const all = frozenArrays(own, frozen, row, arrays);
    for (const [part, values] of Object.entries(arrays)) {
      if (values.length === 0) continue;
      const loss = (point: ArrayLike<number>) =>
        referenceLoss(compileCell(frozen.cell), row, { ...all, [part]: point });
      const { at, slope } = measureGradient(loss, values);
      const found = at.map((i) => run.gradients[part]![i]!);
      expect(largestError(found, slope), `gradient of ${part}`).toBeLessThan(1e-5);
    }
  });
}

test("a masked unit is one whose recurrent weights are gone, for its window alone", () => {
  const { B, T, F, H } = SIZES;
  for (const name of ["lstm", "rnn", "gru", "peephole"]) {
    const compiled = compileCell(CELLS[name]!);
    const masked = compileCell(maskedCell(CELLS[name]!).cell);
    const arrays = arraysOf(compiled, { ...ROW, sizes: SIZES });
    const weights = { ...arrays, input: arrays.input!, recurrent: arrays.recurrent!, bias: arrays.bias! };
    const mask = Float64Array.from({ length: B * H }, (_, i) => (i % 3 === 0 ? 0 : 2));
    const { sequence } = referenceSequence(masked, weights, arrays.x!, SIZES, { given: [mask] });
    const width = arrays.recurrent!.length / H;
    for (let b = 0; b < B; b++) {
      const recurrent = Float64Array.from(
        weights.recurrent,
        (value, i) => value * mask[b * H + Math.floor(i / width)]!,
      );
      const x = Float64Array.from({ length: T * F }, (_, i) => arrays.x![(Math.floor(i / F) * B + b) * F + (i % F)]!);
      const alone = referenceSequence(compiled, { ...weights, recurrent }, x, { T, B: 1, F, H }).sequence;
      const part = Float64Array.from({ length: T * H }, (_, i) => sequence[(Math.floor(i / H) * B + b) * H + (i % H)]!);
      expect(largestError(part, alone), `${name}, window ${b}`).toBeLessThan(1e-12);
    }
  }
});

/** One gate and nothing that bends: what comes out is a sum over all ways from inputs through weights. */
const straight: Cell = cell({
  name: "straight",
  source: "for tests",
  states: ["h"],
  gates: { a: "x + h" },
  step: ({ a }) => ({ h: a }),
});

async function networkOf(rate: number, own: Cell | string, T: number, F: number, H: number, outputs = 2) {
  const engine = await Engine.create();
  const name = typeof own === "string" ? own : own.name;
  const layer = { kind: "recurrent", cell: name, units: H, output: "last", directions: 1, variational: rate } as const;
  const spec = { steps: T, features: F, extras: 0, outputs, layers: [layer], linearPath: false };
  const equations = typeof own === "string" ? {} : { equations: cellData(own, [H]) };
  return { engine, network: await Network.create(engine, { ...spec, ...equations }, seed(4)) };
}

test("over many masks a linear cell says on average what it says without any", async () => {
  const [T, F, H, B] = [4, 3, 5, 250];
  const { engine, network } = await networkOf(0.3, straight, T, F, H);
  // No way leads through one unit twice, so that the factors along it are independent and each is 1 on average.
  const upper = network.parameters.read("layers.0.recurrent").map((w, i) => (i % H > Math.floor(i / H) ? w + 1 : 0));
  network.parameters.write("layers.0.recurrent", upper);
  const x = draws(T * F, "x");
  const [still, sample] = [network.plan(1), network.plan(B, undefined, "sample")];
  writeTensor(engine.f32, still.x, x);
  still.plan.forward();
  const expected = readTensor(engine.f32, still.output);
  const repeated = Float32Array.from({ length: T * B * F }, (_, i) => x[Math.floor(i / (B * F)) * F + (i % F)]!);
  writeTensor(engine.f32, sample.x, repeated);
  const [sum, squares] = [
    [0, 0],
    [0, 0],
  ];
  const passes = 80;
  for (let pass = 0; pass < passes; pass++) {
    network.sampling.step = pass;
    sample.plan.forward();
    readTensor(engine.f32, sample.output).forEach((value, i) => {
      sum[i % 2]! += value;
      squares[i % 2]! += value ** 2;
    });
  }
  const n = passes * B;
  expected.forEach((value, o) => {
    const mean = sum[o]! / n;
    const error = Math.sqrt((squares[o]! / n - mean ** 2) / n);
    expect(error).toBeGreaterThan(0);
    expect(Math.abs(mean - value) / error).toBeLessThan(4);
  });
  engine.close();
});

test("the masks of a window hold over its steps, and those of another window or step are others", async () => {
  const [T, H, B] = [5, 8, 6];
  const { engine, network } = await networkOf(0.5, straight, T, H, H, H);
  const identity = Float32Array.from({ length: H * H }, (_, i) => (i % (H + 1) === 0 ? 1 : 0));
  for (const name of ["layers.0.input", "layers.0.recurrent", "head.weight"]) network.parameters.write(name, identity);
  const made = network.plan(B, undefined, "sample");
  writeTensor(engine.f32, made.x, new Float32Array(T * B * H).fill(1));
  const windowsAt = (step: number) => {
    network.sampling.step = step;
    made.plan.forward();
    const values = readTensor(engine.f32, made.output);
    return Array.from({ length: B }, (_, b) => [...values.subarray(b * H, (b + 1) * H)]);
  };
  const [first, again, next] = [windowsAt(1), windowsAt(1), windowsAt(2)];
  // Without its input a unit is silent; without its state it has the last input alone; with both it doubles and adds 2.
  expect(new Set([...first, ...next].flat())).toEqual(new Set([0, 2, 2 * (2 ** T - 1)]));
  expect(again).toEqual(first);
  expect(new Set([...first, ...next].map(String)).size).toBe(2 * B);
  engine.close();
});

test("without masks a network says what its weights say in one that has no dropout, bit for bit", async () => {
  const T = 6;
  const outputs = [];
  for (const rate of [0, 0.4]) {
    const { engine, network } = await networkOf(rate, "gru", T, 2, 5);
    const made = network.plan(3);
    writeTensor(engine.f32, made.x, draws(T * 3 * 2, "x"));
    made.plan.forward();
    outputs.push(bitsOf(readTensor(engine.f32, made.output)));
    engine.close();
  }
  expect(outputs[0]).toEqual(outputs[1]);
});
