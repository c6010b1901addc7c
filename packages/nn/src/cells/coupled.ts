import { cell, complement, sigmoid, tanh } from "@gatecast/engine";

/** LSTM with coupled gates: what is forgotten is what is written, so that one gate decides both. */
export const coupled = cell({
  name: "coupled",
  source: "Greff, Srivastava, Koutník, Steunebrink & Schmidhuber 2015 (CIFG)",
  states: ["h", "c"],
  gates: { i: "x + h", g: "x + h", o: "x + h" },
  step: ({ i, g, o }, { c }) => {
    const input = sigmoid(i);
    const next = complement(input)
      .times(c)
      .plus(input.times(tanh(g)));
    return { h: sigmoid(o).times(tanh(next)), c: next };
  },
});
