import { type Cell, compileCell, elementary, traceSequence } from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { gru } from "./gru.ts";
import { hierarchicalMultiscale } from "./hierarchical-multiscale.ts";
import { indRnn } from "./ind-rnn.ts";
import { layerNorm } from "./layer-norm.ts";
import { peephole } from "./peephole.ts";
import { slstm } from "./slstm.ts";
import { sru } from "./sru.ts";

const [T, B, F, H] = [6, 2, 3, 4];
const { sigmoid, tanh } = elementary;

/** What a cell with weights of any size showed, as numbers by name; of the step before, where there is none, what it starts at. */
function shown(cell: Cell) {
  const compiled = compileCell(cell);
  const weights = {
    input: draws(F * compiled.inputGates.length * H, "input"),
    recurrent: draws(H * compiled.recurrentGates.length * H, "recurrent"),
    bias: draws(compiled.slots.length * H, "bias"),
    vectors: draws(cell.vectors.length * H, "vectors"),
  };
  const x = draws(T * B * F, "x");
  const given = cell.given.map(() => draws(T * B * H, "given"));
  const { gates, states } = traceSequence(compiled, weights, x, { T, B, F, H }, { given });
  const vector = (name: string, i: number) => weights.vectors[cell.vectors.indexOf(name) * H + (i % H)]!;
  const before = (name: string, i: number) =>
    i < B * H ? (cell.starts.states[name] ?? 0) : states.get(name)![i - B * H]!;
  return { gates, states, vector, before, names: [...gates.keys()], given };
}

/** Every value of a state is what gates and states make of it. */
function holds(state: Float64Array, made: (i: number) => number): void {
  state.forEach((value, i) => {
    expect(value).toBeCloseTo(made(i), 12);
  });
}

test("a peephole's gates are what its memory is written and shown with, peepholes included", () => {
  const { gates, states, before, names } = shown(peephole);
  expect(names).toEqual(["i", "f", "g", "o"]);
  const [i, f, g, o] = names.map((name) => gates.get(name)!);
  holds(states.get("c")!, (at) => f![at]! * before("c", at) + i![at]! * g![at]!);
  holds(states.get("h")!, (at) => o![at]! * tanh(states.get("c")![at]!));
});

test("layer normalisation's gates are one each, of what comes from the input and from the state", () => {
  const { gates, states, before, names } = shown(layerNorm);
  expect(names).toEqual(["xi + hi", "xf + hf", "xg + hg", "xo + ho"]);
  const [i, f, g] = names.map((name) => gates.get(name)!);
  holds(states.get("c")!, (at) => f![at]! * before("c", at) + i![at]! * g![at]!);
});

test("an SRU's gates see its memory; what it takes in is shown as it is", () => {
  const { gates, states, before, given } = shown(sru);
  const [u, f, r] = ["u", "f", "r"].map((name) => gates.get(name)!);
  holds(states.get("c")!, (at) => f![at]! * before("c", at) + (1 - f![at]!) * u![at]!);
  holds(states.get("h")!, (at) => r![at]! * states.get("c")![at]! + (1 - r![at]!) * Math.sqrt(3) * given[0]![at]!);
});

test("an sLSTM's exponential gates are shown stabilised, as its memory is written with them", () => {
  const { gates, states, before } = shown(slstm);
  const [z, i, f, o] = ["z", "i", "f", "o"].map((name) => gates.get(name)!);
  holds(states.get("c")!, (at) => f![at]! * before("c", at) + i![at]! * z![at]!);
  holds(states.get("n")!, (at) => f![at]! * before("n", at) + i![at]!);
  holds(states.get("h")!, (at) => (o![at]! * states.get("c")![at]!) / states.get("n")![at]!);
});

test("a GRU's candidate is shown squashed, its recurrent half as it comes in, behind the reset gate", () => {
  const { gates, states, before, names } = shown(gru);
  expect(names).toEqual(["n", "r", "z", "m"]);
  const [n, , z] = names.map((name) => gates.get(name)!);
  holds(states.get("h")!, (at) => (1 - z![at]!) * n![at]! + z![at]! * before("h", at));
});

test("an IndRNN's only gate is its state; HM-LSTM's are squashed with what they hear from above", () => {
  const alone = shown(indRnn);
  expect(alone.gates.get("a")).toEqual(alone.states.get("h"));
  const { gates, states, before } = shown(hierarchicalMultiscale);
  const of = (name: string) => gates.get(name)!;
  holds(states.get("c1")!, (at) => {
    return (1 - before("z1", at)) * of("f1")[at]! * before("c1", at) + of("i1")[at]! * of("g1")[at]!;
  });
  holds(states.get("h1")!, (at) => of("o1")[at]! * tanh(states.get("c1")![at]!));
  expect(of("e1").every((value) => value > 0 && value < 1)).toBe(true);
  expect(of("e1")[0]).not.toBe(sigmoid(0));
});
