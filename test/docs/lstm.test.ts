import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compileCell, Engine, elementary, referenceSequence, seed } from "@gatecast/engine";
import { lstm, rnn } from "@gatecast/nn";
import { expect, test } from "vitest";
import {
  backByHand,
  GATES,
  type GateWeights,
  gradientByHand,
  INPUTS,
  type OfGates,
  START,
  stepsByHand,
  WEIGHTS,
} from "../../scripts/docs/lstm/by-hand.ts";
import { gradientByDifferences, gradientByEngine, stateByReference } from "../../scripts/docs/lstm/by-machine.ts";
import { computeChapter } from "../../scripts/docs/lstm/contents.ts";
import { chapterFiles } from "../../scripts/docs/lstm/files.ts";
import { drawOf, gradientNorms, SIZES } from "../../scripts/docs/lstm/gradient-over-lag.ts";
import { looksAlike } from "../../scripts/docs/picture.ts";
import { draws } from "../support/draws.ts";
import { ROOT } from "../support/run-script.ts";

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const chapter = await computeChapter();

test("every number and every picture of the chapter is what the code computes now (`npm run docs` writes them)", () => {
  const files = Object.entries(chapterFiles(chapter, read));
  expect(files).toHaveLength(8);
  for (const [path, computed] of files) {
    if (path.endsWith(".svg")) expect(looksAlike(read(path), computed), path).toBe(true);
    else expect(read(path), path).toBe(computed);
  }
});

test("pictures are light", () => {
  for (const [path, computed] of Object.entries(chapterFiles(chapter, read)))
    if (path.endsWith(".svg")) expect(computed.length, path).toBeLessThan(32_000);
});

const gatesOf = (values: ArrayLike<number>): OfGates<GateWeights> => {
  const [i, f, g, o] = GATES.map((_, k) => ({ w: values[3 * k]!, u: values[3 * k + 1]!, b: values[3 * k + 2]! }));
  return { i: i!, f: f!, g: g!, o: o! };
};
const CASES = [
  { weights: WEIGHTS, inputs: INPUTS, start: START },
  ...Array.from({ length: 20 }, (_, n) => {
    const values = draws(20, `by hand ${n}`);
    return {
      weights: gatesOf(values),
      inputs: [...values.subarray(12, 18)],
      start: { h: values[18]!, c: values[19]! },
    };
  }),
];

test("the step written out by hand is the float64 reference's", () => {
  for (const { weights, inputs, start } of CASES) {
    const last = stepsByHand(weights, inputs, start).at(-1)!;
    const { h, c } = stateByReference(weights, inputs, start);
    expect(last.h).toBeCloseTo(h, 14);
    expect(last.c).toBeCloseTo(c, 14);
  }
});

test("the backward walk written out by hand agrees with central differences and with the engine", async () => {
  for (const { weights, inputs, start } of CASES) {
    const steps = stepsByHand(weights, inputs, start);
    const byHand = gradientByHand(steps, backByHand(weights, steps));
    const differences = gradientByDifferences(weights, inputs, start);
    const { gradient } = await gradientByEngine(weights, inputs, start);
    for (const gate of GATES) {
      for (const part of ["w", "u", "b"] as const) {
        expect(Math.abs(byHand[gate][part] - differences[gate][part]), `${part} of ${gate}`).toBeLessThan(1e-9);
        expect(Math.abs(byHand[gate][part] - gradient[gate][part]), `${part} of ${gate}`).toBeLessThan(1e-6);
      }
    }
  }
});

test("the gradient over the lag is the slope of the float64 reference", async () => {
  const engine = await Engine.create();
  const { F, H } = SIZES;
  for (const cell of [rnn, lstm]) {
    const draw = await drawOf(engine, { cell }, seed(7));
    const norms = await gradientNorms(engine, cell, draw);
    const T = draw.x.length / F;
    const last = (x: Float64Array) =>
      referenceSequence(compileCell(cell), draw.weights, x, { T, B: 1, F, H }).final[0]!;
    for (const lag of [0, 1, 4]) {
      let sum = 0;
      for (let f = 0; f < F; f++) {
        const moved = (by: number) => {
          const x = Float64Array.from(draw.x);
          x[(T - 1 - lag) * F + f]! += by;
          return last(x);
        };
        const [up, down] = [moved(1e-5), moved(-1e-5)];
        for (let h = 0; h < H; h++) sum += ((up[h]! - down[h]!) / 2e-5) ** 2;
      }
      expect(norms[lag]! / Math.sqrt(sum), `${cell.name}, lag ${lag}`).toBeCloseTo(1, 5);
    }
  }
  engine.close();
});

test("what the chapter says in words of gradients over lags is so", () => {
  const { norms } = chapter;
  const perStep = (of: Float64Array) => (of[50]! / of[10]!) ** (1 / 40);
  expect(perStep(norms.lstmZero)).toBeLessThan(perStep(norms.rnn) + 0.02);
  expect(perStep(norms.rnnDoubled)).toBeGreaterThan(1);
  expect(norms.rnn[100]! / norms.rnn[0]!).toBeLessThan(2 ** -24);
  expect(perStep(norms.lstm)).toBeGreaterThan(perStep(norms.rnn) + 0.1);
  expect(perStep(norms.lstmFive)).toBeGreaterThan(0.98);
});

test("what the chapter says in words of trained units is so", () => {
  const { latch, watched } = chapter;
  const mean = (n: number, mark: boolean, of: (row: (typeof watched)[number][number]) => number) => {
    const rows = watched[n]!.slice(1).filter((row) => row.mark === mark);
    return rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
  };
  for (const n of watched.keys()) {
    expect(mean(n, false, ({ slope }) => slope)).toBeGreaterThan(0.97);
    expect(mean(n, true, ({ gates }) => gates.f)).toBeLessThan(0.2);
  }
  // Seeds 2 and 3 never shut the input gate, the others do.
  const between = [...watched.keys()].map((n) => mean(n, false, ({ gates }) => gates.i));
  expect(between.map((i) => i > 0.2)).toEqual([false, true, true, false, false]);
  const median = (name: "lstm" | "rnn", age: number) =>
    latch.errors[name].map((run) => run[age]!).sort((a, b) => a - b)[2]!;
  for (let age = 0; age < 7; age++) expect(median("lstm", age)).toBeLessThan(median("rnn", age));
  expect(median("lstm", 4)).toBeLessThan(1.3 * median("lstm", 0));
  expect(latch.weights).toEqual({ lstm: 18, rnn: 33 });
});

test("the program on the page trains the unit in the picture", () => {
  const [input, bias] = ["input", "bias"].map((part) => chapter.latch.trained[0]!.get(`layers.0.${part}`)!);
  const gate = (g: number, mark: number) => elementary.sigmoid(mark * input![4 + g]! + bias![g]!).toFixed(3);
  for (const mark of [1, 0]) {
    expect(read("docs/lstm.md")).toContain(`mark ${mark}: i = ${gate(0, mark)}, f = ${gate(1, mark)}\n`);
  }
});
