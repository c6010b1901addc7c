import { cell, complement, sigmoid, tanh } from "@gatecast/engine";

/** Gated recurrent unit, reset after the recurrent product, as cuDNN and PyTorch compute it. */
export const gru = cell({
  name: "gru",
  source: "Cho et al. 2014, in the form of cuDNN (reset after the product)",
  states: ["h"],
  gates: { n: "x", r: "x + h", z: "x + h", m: "h" },
  step: ({ n, r, z, m }, { h }) => {
    const candidate = tanh(n.plus(sigmoid(r).times(m)));
    return { h: complement(sigmoid(z)).times(candidate).plus(sigmoid(z).times(h)) };
  },
});
