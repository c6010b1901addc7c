import { cell, sigmoid, tanh } from "@gatecast/engine";

/**
 * LSTM whose gates also listen to a context: what is known of the whole window (columns known in advance, as far as there
 * are any, otherwise a linear map of the input), through weights of its own in every gate.
 */
export const contextAware = cell({
  name: "context-aware",
  source: "Ghosh, Vinyals, Strope, Roy, Dean & Heck 2016 (CLSTM)",
  states: ["h", "c"],
  given: ["context"],
  gates: { i: "x + h + context", f: "x + h + context", g: "x + h + context", o: "x + h + context" },
  starts: { biases: { f: 1 } },
  step: ({ i, f, g, o }, { c }) => {
    const next = sigmoid(f)
      .times(c)
      .plus(sigmoid(i).times(tanh(g)));
    return { c: next, h: sigmoid(o).times(tanh(next)) };
  },
});
