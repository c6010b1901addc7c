import { cell, sigmoid, tanh } from "@gatecast/engine";

/**
 * Peephole LSTM with a gate d between the memories of two layers: what the layer below remembers flows up in proportion. In the
 * lowest layer a linear map of the input stands in its place.
 */
export const depthGated = cell({
  name: "depth-gated",
  source: "Yao, Cohn, Vylomova, Duh & Dyer 2015",
  states: ["h", "c"],
  given: ["memory"],
  gates: { i: "x + h", f: "x + h", g: "x + h", o: "x + h", d: "x" },
  vectors: ["p_i", "p_f", "p_o", "w_c", "w_l"],
  starts: { biases: { f: 1 } },
  step: ({ i, f, g, o, d }, { c }, { p_i, p_f, p_o, w_c, w_l, memory }) => {
    const depth = sigmoid(d.plus(w_c.times(c)).plus(w_l.times(memory)));
    const input = sigmoid(i.plus(p_i.times(c)));
    const forget = sigmoid(f.plus(p_f.times(c)));
    const next = depth
      .times(memory)
      .plus(forget.times(c))
      .plus(input.times(tanh(g)));
    return { c: next, h: sigmoid(o.plus(p_o.times(next))).times(tanh(next)) };
  },
});
