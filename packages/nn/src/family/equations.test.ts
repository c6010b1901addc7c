import { Engine, readTensor, writeTensor } from "@gatecast/engine";
import { expect, test } from "vitest";
import { chebyshev, withLoops } from "../blocks/graph.ts";
import { segmentsOf } from "../blocks/hierarchical.ts";
import { BLOCKS } from "../blocks/index.ts";
import { equationsOf } from "../notation/equations.ts";
import { weightSigns } from "../notation/weight-signs.ts";
import { type Apart, computeEquations } from "./compute-equations.fixture.ts";
import { depth, identity, type Row, sideBySide, type Value } from "./compute-values.fixture.ts";
import { recordMember } from "./equations.ts";
import type { Member } from "./member.ts";

const [STEPS, FEATURES, UNITS] = [9, 4, 8];
/** Values in a slot of NTM's memory. */
const WORD = 12;
const PATH = [
  [0, 1, 0],
  [1, 0, 1],
  [0, 1, 0],
];
/** States of a channel of S4, conjugates with them, and of S4D. */
const STATES = { s4: 32, s4d: 16 } as const;
/** Heads, and how wide each is: of mLSTM's memory of twice the width, and of attention over an LSTM from both ends. */
const [HEADS, HEAD_WIDTH] = [4, (2 * UNITS) / 4];

const share = (row: Value, head: number): Value => (row as Row).slice(head * HEAD_WIDTH, (head + 1) * HEAD_WIDTH);
const columnOf = (value: Value, column: number): Value =>
  depth(value) === 1 ? (value as Row)[column]! : (value as Row[]).map((row) => row[column]!);

/** Each of a state space's channels has columns of its own, and reads that of what comes in. */
const channels = (lines: readonly string[]): Apart => ({
  ...{ count: UNITS, lines },
  cut: (name, value, channel) => (["x", "e"].includes(name) ? value : columnOf(value, channel)),
});

const APART: Readonly<Record<string, Apart>> = {
  s4: channels(["Δ", "Λ", "P", "A", "B", "C", "Ā", "B̄", "K"]),
  s4d: channels(["Δ", "a", "C", "s", "y"]),
  mlstm: {
    ...{ count: HEADS, lines: ["f", "i", "C", "n", "p"] },
    cut: (name, value, head) => {
      if (["q", "k", "v"].includes(name)) return (value as Row[]).map((row) => share(row, head));
      return ["forget", "input"].includes(name) ? columnOf(value, head) : value;
    },
  },
  "bert-lstm": {
    // Of each step that looks, each head.
    ...{ count: STEPS * HEADS, lines: ["α"], sums: true },
    cut: (name, value, part) => {
      const [step, head] = [Math.floor(part / HEADS), part % HEADS];
      if (name === "q") return share((value as Row[])[step]!, head);
      return ["k", "v"].includes(name) ? (value as Row[]).map((row) => share(row, head)) : value;
    },
    join: (rows) =>
      Array.from({ length: STEPS }, (_, step) => sideBySide(rows.slice(step * HEADS, (step + 1) * HEADS))),
  },
};

/** What a loop begins with where nothing is said. */
function zero(member: Member, name: string): Value {
  const row = (width: number) => new Array<number>(width).fill(0);
  if (member.name === "mlstm" && name === "C") return row(HEAD_WIDTH).map(() => row(HEAD_WIDTH));
  const widths: Readonly<Record<string, number>> = { "ntm r": WORD, "mlstm n": HEAD_WIDTH, "s4d s": STATES.s4d };
  const own = row(widths[`${member.name} ${name}`] ?? UNITS);
  return member.graph === true ? PATH.map(() => own) : own;
}

for (const member of BLOCKS) {
  test(`whoever computes the printed equations of ${member.name} gets what its layer computes`, async () => {
    const engine = await Engine.create();
    const { notes, plan, parameters, x, output } = await recordMember(engine, member);
    // Biases and gains start alike: every weight is moved, so that each counts.
    for (const [i, { name }] of parameters.all.entries()) {
      parameters.write(
        name,
        parameters.read(name).map((value, k) => value + 0.3 * Math.sin(1 + 7 * i + 3 * k)),
      );
    }
    plan.seal();
    const window = Array.from({ length: STEPS }, (_, t) =>
      Array.from({ length: FEATURES }, (_, f) => Math.sin(t * 1.3 + f)),
    );
    writeTensor(engine.f32, x, window.flat());
    plan.forward();
    const computed = Array.from(readTensor(engine.f32, output));

    const equations = equationsOf(notes, output, { inputs: new Map([[x, "x"]]), steps: STEPS });
    const signs = [...weightSigns(notes.weights)].map(([tensor, sign]) => ({
      sign,
      path: notes.weights.get(tensor)!,
      shape: tensor.shape,
    }));
    const valuesOf = (path: string, shape: readonly number[]): Value => {
      const all = Array.from(parameters.read(path));
      const [, width = 1] = shape;
      return shape.length === 1
        ? all
        : Array.from({ length: shape[0]! }, (_, r) => all.slice(r * width, (r + 1) * width));
    };
    const [T1, T2] = chebyshev(PATH, 3);
    const value = computeEquations(equations, {
      x: window,
      weight(letter, below) {
        const found = signs.find(({ sign }) => sign.kind === "symbol" && sign.name === letter && sign.below === below);
        return valuesOf(found!.path, found!.shape);
      },
      cell(below) {
        const { path } = signs.find(
          ({ sign, shape }) => shape.length === 3 && sign.kind === "symbol" && sign.below === below,
        )!;
        const prefix = path.slice(0, path.lastIndexOf("."));
        const read = (name: string) => Array.from(parameters.read(`${prefix}.${name}`));
        return { input: read("input"), recurrent: read("recurrent"), bias: read("bias") };
      },
      given: {
        ...{ Â: withLoops(PATH), "T_1(L̃)": T1!, "T_2(L̃)": T2! },
        ...{ i: { re: 0, im: 1 }, I: identity(STATES.s4), d: HEAD_WIDTH },
      },
      units: UNITS,
      zero: (name) => zero(member, name),
      rounds: { t: STEPS, k: member.name === "segrnn" ? 2 : 5, m: 2, l: STEPS },
      segment: (m) => segmentsOf(STEPS, 6)[m]!,
      ...(APART[member.name] === undefined ? {} : { apart: APART[member.name] }),
    });
    engine.close();
    const flat = (one: Value): number[] => (typeof one === "number" ? [one] : (one as readonly Value[]).flatMap(flat));
    const expected = flat(value);
    expect(expected.length).toBe(computed.length);
    for (const [i, one] of expected.entries()) expect(computed[i]).toBeCloseTo(one, 4);
  });
}
