import { cell, tanh } from "@gatecast/engine";

/** The plain recurrent network: no gate, one state. */
export const rnn = cell({
  name: "rnn",
  source: "Elman 1990",
  states: ["h"],
  gates: { a: "x + h" },
  step: ({ a }) => ({ h: tanh(a) }),
});
