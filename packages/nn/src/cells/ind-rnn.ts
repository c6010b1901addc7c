import { cell, constant, maximum, relu } from "@gatecast/engine";

/**
 * Recurrent network whose units know only themselves: each has one recurrent weight u. It is held within ±1, the limit of
 * the paper's 2^(1/T) for long windows, so that no unit grows without bound; it starts spread between 0 and 1.
 */
export const indRnn = cell({
  name: "ind-rnn",
  source: "Li, Li, Cook, Zhu & Gao 2018",
  states: ["h"],
  gates: { a: "x" },
  vectors: ["u"],
  starts: { vectors: { u: (unit, units) => (unit + 1) / (units + 1) } },
  step: ({ a }, { h }, { u }) => {
    const atLeast = maximum(u, constant(-1));
    const within = maximum(atLeast.negated(), constant(-1)).negated();
    return { h: relu(a.plus(within.times(h))) };
  },
});
