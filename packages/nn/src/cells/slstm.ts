import { cell, exp, logSigmoid, maximum, sigmoid, tanh } from "@gatecast/engine";

/**
 * sLSTM: an input gate that may grow without bound, a normaliser n that keeps the memory a weighted mean, and a stabiliser m
 * that is subtracted from every exponent, so that nothing overflows and h stays what it is.
 */
export const slstm = cell({
  name: "slstm",
  source: "Beck, Pöppel et al. 2024 (xLSTM)",
  states: ["h", "c", "n", "m"],
  gates: { z: "x + h", i: "x + h", f: "x + h", o: "x + h" },
  // Before the first step nothing is remembered, so the first stabiliser is ĩ: −∞, as far as it does not overflow.
  starts: { biases: { f: 1 }, states: { m: -1e30 } },
  step: ({ z, i, f, o }, { c, n, m }) => {
    const kept = logSigmoid(f).plus(m);
    const largest = maximum(kept, i);
    const forget = exp(kept.minus(largest));
    const input = exp(i.minus(largest));
    const memory = forget.times(c).plus(input.times(tanh(z)));
    const norm = forget.times(n).plus(input);
    return { m: largest, n: norm, c: memory, h: sigmoid(o).times(memory.over(norm)) };
  },
});
