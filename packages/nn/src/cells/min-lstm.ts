import { cell, sigmoid } from "@gatecast/engine";
import { positive } from "./positive.ts";

/** LSTM whose gates and candidate see the input alone; forget and input gate are shares of one whole. */
export const minLstm = cell({
  name: "min-lstm",
  source: "Feng, Tung, Ahmed, Bengio & Hajimirsadeghi 2024",
  states: ["h"],
  gates: { f: "x", i: "x", n: "x" },
  starts: { biases: { f: 1 } },
  step: ({ f, i, n }, { h }) => {
    const [forget, input] = [sigmoid(f), sigmoid(i)];
    const whole = forget.plus(input);
    return {
      h: forget
        .over(whole)
        .times(h)
        .plus(input.over(whole).times(positive(n))),
    };
  },
});
