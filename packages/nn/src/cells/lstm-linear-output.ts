import { cell, sigmoid, tanh } from "@gatecast/engine";

/** LSTM that shows its memory as it is, h = o ⊙ c, as written-out teaching programs have it. */
export const lstmLinearOutput = cell({
  name: "lstm-linear-output",
  source: "Hochreiter & Schmidhuber 1997, without the output's tanh",
  states: ["h", "c"],
  gates: { i: "x + h", f: "x + h", g: "x + h", o: "x + h" },
  starts: { biases: { f: 1 } },
  step: ({ i, f, g, o }, { c }) => {
    const next = sigmoid(f)
      .times(c)
      .plus(sigmoid(i).times(tanh(g)));
    return { h: sigmoid(o).times(next), c: next };
  },
});
