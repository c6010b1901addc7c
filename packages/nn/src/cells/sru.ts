import { cell, complement, sigmoid } from "@gatecast/engine";

/** α = √(1 + 2e^b) for the bias b = 0 of the reset gate: input and output then vary as much as one another. */
const SCALE = Math.sqrt(3);

/** Simple recurrent unit: gates see the input and, unit by unit, the memory; a highway carries the input past it. */
export const sru = cell({
  name: "sru",
  source: "Lei, Zhang, Wang, Dai & Artzi 2018",
  states: ["h", "c"],
  given: ["input"],
  gates: { u: "x", f: "x", r: "x" },
  unbiased: ["u"],
  vectors: ["v_f", "v_r"],
  step: ({ u, f, r }, { c }, { v_f, v_r, input }) => {
    const forget = sigmoid(f.plus(v_f.times(c)));
    const reset = sigmoid(r.plus(v_r.times(c)));
    const next = forget.times(c).plus(complement(forget).times(u));
    return { c: next, h: reset.times(next).plus(complement(reset).times(input.times(SCALE))) };
  },
});
