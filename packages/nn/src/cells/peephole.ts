import { cell, sigmoid, tanh } from "@gatecast/engine";

/** LSTM whose gates see the memory: input and forget gate as it was, the output gate as it has become. */
export const peephole = cell({
  name: "peephole",
  source: "Gers & Schmidhuber 2000; Gers, Schraudolph & Schmidhuber 2002",
  states: ["h", "c"],
  gates: { i: "x + h", f: "x + h", g: "x + h", o: "x + h" },
  vectors: ["p_i", "p_f", "p_o"],
  starts: { biases: { f: 1 } },
  step: ({ i, f, g, o }, { c }, { p_i, p_f, p_o }) => {
    const input = sigmoid(i.plus(p_i.times(c)));
    const forget = sigmoid(f.plus(p_f.times(c)));
    const next = forget.times(c).plus(input.times(tanh(g)));
    return { h: sigmoid(o.plus(p_o.times(next))).times(tanh(next)), c: next };
  },
});
