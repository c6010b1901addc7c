import { cell, sigmoid, tanh } from "@gatecast/engine";

/** LSTM whose output gate lets the input of the layer through beside the memory, so that deep stacks still learn. */
export const residual = cell({
  name: "residual",
  source: "Kim, El-Khamy & Lee 2017, in the form of ES-RNN (Smyl 2020)",
  states: ["h", "c"],
  given: ["input"],
  gates: { i: "x + h", f: "x + h", g: "x + h", o: "x + h" },
  starts: { biases: { f: 1 } },
  step: ({ i, f, g, o }, { c }, { input }) => {
    const next = sigmoid(f)
      .times(c)
      .plus(sigmoid(i).times(tanh(g)));
    return { c: next, h: sigmoid(o).times(input.plus(tanh(next))) };
  },
});
