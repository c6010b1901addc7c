import { cell, complement, sigmoid } from "@gatecast/engine";
import { positive } from "./positive.ts";

/** GRU whose gate and candidate see the input alone: the state goes through no weights, and its recurrence is linear. */
export const minGru = cell({
  name: "min-gru",
  source: "Feng, Tung, Ahmed, Bengio & Hajimirsadeghi 2024",
  states: ["h"],
  gates: { z: "x", n: "x" },
  step: ({ z, n }, { h }) => {
    const update = sigmoid(z);
    return {
      h: complement(update)
        .times(h)
        .plus(update.times(positive(n))),
    };
  },
});
