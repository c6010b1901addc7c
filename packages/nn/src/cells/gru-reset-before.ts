import { cell, complement, sigmoid, tanh } from "@gatecast/engine";

/** Gated recurrent unit as first published: the reset gate acts on the state before the recurrent product. */
export const gruResetBefore = cell({
  name: "gru-reset-before",
  source: "Cho et al. 2014, version 1",
  states: ["h"],
  gates: { r: "x + h", z: "x + h", n: "x + reset" },
  between: { reset: ({ r }, { h }) => sigmoid(r).times(h) },
  step: ({ n, z }, { h }) => ({ h: complement(sigmoid(z)).times(tanh(n)).plus(sigmoid(z).times(h)) }),
});
