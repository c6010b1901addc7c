import { type Cell, cell, compileCell, elementary, referenceSequence, sigmoid, tanh } from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { largestError } from "../../../../test/support/largest-error.ts";
import { gru, gruResetBefore, lstm } from "./index.ts";

const SIZES = { T: 4, B: 1, F: 3, H: 5 };
const { T, F, H } = SIZES;
const { sigmoid: σ, tanh: th } = elementary;

/** Weights by gate, as a textbook has them: W [F][H], U [H][H], b [H]. */
interface Gate {
  readonly W: Float32Array;
  readonly U: Float32Array;
  readonly b: Float32Array;
}
const gate = (name: string): Gate => ({
  W: draws(F * H, `W ${name}`),
  U: draws(H * H, `U ${name}`),
  b: draws(H, `b ${name}`),
});
const x = draws(T * F, "x");
const xAt = (t: number) => x.subarray(t * F, (t + 1) * F);

/** Σ v[k] · M[k, j] for one column. */
const times = (v: ArrayLike<number>, M: ArrayLike<number>, j: number) =>
  Array.from(v).reduce((sum, value, k) => sum + value * M[k * H + j]!, 0);

/** The states after every step, given one step of the textbook. */
function walk(step: (x: Float32Array, h: number[], c: number[]) => { h: number[]; c: number[] }): number[] {
  let state = { h: Array<number>(H).fill(0), c: Array<number>(H).fill(0) };
  return Array.from({ length: T }, (_, t) => {
    state = step(xAt(t), state.h, state.c);
    return state.h;
  }).flat();
}
const units = (value: (j: number) => number) => Array.from({ length: H }, (_, j) => value(j));
const full = ({ W, U, b }: Gate, v: ArrayLike<number>, h: ArrayLike<number>, j: number) =>
  times(v, W, j) + times(h, U, j) + b[j]!;

const textbookLstm = walk((v, h, c) => {
  const pre = (name: string, j: number) => full(gate(name), v, h, j);
  const next = units((j) => σ(pre("f", j)) * c[j]! + σ(pre("i", j)) * th(pre("g", j)));
  return { h: units((j) => σ(pre("o", j)) * th(next[j]!)), c: next };
});
const textbookGru = walk((v, h) => {
  const { W, b } = gate("n");
  const m = gate("m");
  const r = (j: number) => σ(full(gate("r"), v, h, j));
  const n = units((j) => th(times(v, W, j) + b[j]! + r(j) * (times(h, m.U, j) + m.b[j]!)));
  const z = units((j) => σ(full(gate("z"), v, h, j)));
  return { h: units((j) => (1 - z[j]!) * n[j]! + z[j]! * h[j]!), c: [] };
});
const textbookGruBefore = walk((v, h) => {
  const reset = units((j) => σ(full(gate("r"), v, h, j)) * h[j]!);
  const n = units((j) => th(full(gate("n"), v, reset, j)));
  const z = units((j) => σ(full(gate("z"), v, h, j)));
  return { h: units((j) => (1 - z[j]!) * n[j]! + z[j]! * h[j]!), c: [] };
});

/** The sequence of a cell with the same weights, laid out as its compiled form wants them. */
function sequenceOf(own: Cell): Float64Array {
  const compiled = compileCell(own);
  const blocks = (rows: number, gates: readonly string[], part: "W" | "U") =>
    Array.from({ length: rows }, (_, k) =>
      gates.flatMap((name) => [...gate(name)[part].subarray(k * H, (k + 1) * H)]),
    ).flat();
  const weights = {
    input: blocks(F, compiled.inputGates, "W"),
    recurrent: blocks(H, compiled.recurrentGates, "U"),
    bias: compiled.slots.flatMap((name) => [...gate(name).b]),
  };
  return referenceSequence(compiled, weights, x, SIZES).sequence;
}

test("the cells are the equations of the textbooks, written out by hand", () => {
  expect(largestError(sequenceOf(lstm), textbookLstm)).toBeLessThan(1e-12);
  expect(largestError(sequenceOf(gru), textbookGru)).toBeLessThan(1e-12);
  expect(largestError(sequenceOf(gruResetBefore), textbookGruBefore)).toBeLessThan(1e-12);
});

test("the two reset conventions of the GRU are two cells", () => {
  expect(largestError(textbookGru, textbookGruBefore)).toBeGreaterThan(0.01);
});

type Step = Parameters<typeof cell<"h" | "c", "i" | "f" | "g" | "o">>[0]["step"];
const mutant = (step: Step) =>
  cell({
    name: "mutant",
    source: lstm.source,
    states: ["h", "c"],
    gates: { i: "x + h", f: "x + h", g: "x + h", o: "x + h" },
    step,
  });

/** The LSTM with one thing wrong. */
const MUTANTS: Readonly<Record<string, Step>> = {
  "input and forget gate swapped": ({ i, f, g, o }, { c }) => {
    const next = sigmoid(i)
      .times(c)
      .plus(sigmoid(f).times(tanh(g)));
    return { h: sigmoid(o).times(tanh(next)), c: next };
  },
  "a sign flipped": ({ i, f, g, o }, { c }) => {
    const next = sigmoid(f)
      .times(c)
      .minus(sigmoid(i).times(tanh(g)));
    return { h: sigmoid(o).times(tanh(next)), c: next };
  },
  "the old memory shown": ({ i, f, g, o }, { c }) => {
    const next = sigmoid(f)
      .times(c)
      .plus(sigmoid(i).times(tanh(g)));
    return { h: sigmoid(o).times(tanh(c)), c: next };
  },
  "the output gate without a say": ({ i, f, g, o }, { c }) => {
    const next = sigmoid(f)
      .times(c)
      .plus(sigmoid(i).times(tanh(g)));
    return { h: tanh(next).plus(o.times(0)), c: next };
  },
};

for (const [fault, step] of Object.entries(MUTANTS)) {
  test(`an LSTM with ${fault} is told from the textbook's`, () => {
    expect(largestError(sequenceOf(mutant(step)), textbookLstm)).toBeGreaterThan(0.01);
  });
}
