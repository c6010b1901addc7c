import { cell, complement, sigmoid, tanh } from "@gatecast/engine";

/**
 * Quasi-recurrent network: gates are convolutions over the last two inputs, and only the pooling goes step by step (fo-pooling).
 * What the older input says (p) is projected when it arrives and waits one step.
 */
export const qrnn = cell({
  name: "qrnn",
  source: "Bradbury, Merity, Xiong & Socher 2016",
  states: ["h", "c", "pz", "pf", "po"],
  gates: { z: "x", f: "x", o: "x", qz: "x", qf: "x", qo: "x" },
  unbiased: ["qz", "qf", "qo"],
  starts: { biases: { f: 1 } },
  step: ({ z, f, o, qz, qf, qo }, { c, pz, pf, po }) => {
    const forget = sigmoid(f.plus(pf));
    const next = forget.times(c).plus(complement(forget).times(tanh(z.plus(pz))));
    return { c: next, h: sigmoid(o.plus(po)).times(next), pz: qz, pf: qf, po: qo };
  },
});
