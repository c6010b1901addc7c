import { cell, sigmoid, tanh } from "@gatecast/engine";
import { expect, test } from "vitest";
import { largestError } from "../../../../test/support/largest-error.ts";
import { coupled, layerNorm, lstm, mogrifier, peephole, residual } from "./index.ts";
import { differ, drawn, runCell, SIZES, same, x, zeros } from "./run-cell.fixture.ts";

const { T, B, H } = SIZES;

test("coupled gates are an LSTM whose forget gate is one minus its input gate", () => {
  // σ(−z) = 1 − σ(z): the forget gate takes the input gate's weights with the other sign.
  const opposite = (part: "W" | "U" | "b") => (gate: string) =>
    gate === "f" ? drawn[part]("i").map((value) => -value) : drawn[part](gate);
  same(runCell(lstm, { W: opposite("W"), U: opposite("U"), b: opposite("b") }), runCell(coupled));
  differ(runCell(lstm), runCell(coupled));
});

test("peepholes that are shut leave an LSTM, and open ones do not", () => {
  same(runCell(peephole, { v: () => zeros(H) }), runCell(lstm));
  differ(runCell(peephole), runCell(lstm));
});

test("the output gate looks at the memory as it has become, the others as it was", () => {
  const [open, shut] = [Float64Array.from({ length: H }, () => 0.7), zeros(H)];
  const onlyOutput = runCell(peephole, { v: (vector) => (vector === "p_o" ? open : shut) });
  const stale = cell({
    name: "stale",
    source: "for tests",
    states: ["h", "c"],
    gates: { i: "x + h", f: "x + h", g: "x + h", o: "x + h" },
    step: ({ i, f, g, o }, { c }) => {
      const next = sigmoid(f)
        .times(c)
        .plus(sigmoid(i).times(tanh(g)));
      return { c: next, h: sigmoid(o.plus(c.times(0.7))).times(tanh(next)) };
    },
  });
  differ(onlyOutput, runCell(stale));
});

test("the Mogrifier whose rounds have no weights is an LSTM, and with weights it is not", () => {
  // 2σ(0) = 1. Its input part goes through weights as a given value, the LSTM's as its input: the same numbers.
  const still = (gate: string, source: string) =>
    /^[qr]/.test(gate) ? zeros(H * H) : source === "x5" ? drawn.W(gate) : drawn.U(gate);
  same(runCell(mogrifier, { U: still }, { given: [x] }), runCell(lstm));
  const moving = (gate: string, source: string) => (source === "x5" ? drawn.W(gate) : drawn.U(gate));
  differ(runCell(mogrifier, { U: moving }, { given: [x] }), runCell(lstm));
});

test("a residual cell is an LSTM where its input says nothing", () => {
  same(runCell(residual, {}, { given: [zeros(T * B * H)] }), runCell(lstm));
  differ(runCell(residual, {}, { given: [x] }), runCell(lstm));
});

test("layer normalisation does not see how large the weights are", () => {
  const large = (gate: string) => drawn.W(gate).map((value) => 1000 * value);
  const small = (gate: string) => drawn.W(gate).map((value) => 100 * value);
  expect(largestError(runCell(layerNorm, { W: large }), runCell(layerNorm, { W: small }))).toBeLessThan(1e-6);
  differ(runCell(lstm, { W: large }), runCell(lstm, { W: small }));
});
