import { cell, sigmoid, tanh } from "@gatecast/engine";

/** Long short-term memory with a forget gate, whose bias starts at 1. */
export const lstm = cell({
  name: "lstm",
  source:
    "Hochreiter & Schmidhuber 1997; forget gate: Gers, Schmidhuber & Cummins 2000; bias: Jozefowicz, Zaremba & Sutskever 2015",
  states: ["h", "c"],
  gates: { i: "x + h", f: "x + h", g: "x + h", o: "x + h" },
  starts: { biases: { f: 1 } },
  step: ({ i, f, g, o }, { c }) => {
    const next = sigmoid(f)
      .times(c)
      .plus(sigmoid(i).times(tanh(g)));
    return { h: sigmoid(o).times(tanh(next)), c: next };
  },
});
