import { cell, type Expression, sigmoid, tanh } from "@gatecast/engine";

/** 2σ(gate) ⊙ value: what one round does to input or state; a gate of 0 leaves it as it is. */
const round = (gate: Expression, value: Expression) => sigmoid(gate).times(2).times(value);

/**
 * LSTM before whose step input and state gate one another in turn, five rounds. The input is as wide as the layer: where it
 * is not, a linear map of it is learnt.
 */
export const mogrifier = cell({
  name: "mogrifier",
  source: "Melis, Kočiský & Blunsom 2019",
  states: ["h", "c"],
  given: ["input"],
  gates: {
    ...{ q1: "h", r2: "x1", q3: "h2", r4: "x3", q5: "h4" },
    ...{ i: "x5 + h4", f: "x5 + h4", g: "x5 + h4", o: "x5 + h4" },
  },
  unbiased: ["q1", "r2", "q3", "r4", "q5"],
  between: {
    x1: ({ q1 }, _, { input }) => round(q1, input),
    h2: ({ r2 }, { h }) => round(r2, h),
    x3: ({ q1, q3 }, _, { input }) => round(q3, round(q1, input)),
    h4: ({ r2, r4 }, { h }) => round(r4, round(r2, h)),
    x5: ({ q1, q3, q5 }, _, { input }) => round(q5, round(q3, round(q1, input))),
  },
  starts: { biases: { f: 1 } },
  step: ({ i, f, g, o }, { c }) => {
    const next = sigmoid(f)
      .times(c)
      .plus(sigmoid(i).times(tanh(g)));
    return { c: next, h: sigmoid(o).times(tanh(next)) };
  },
});
