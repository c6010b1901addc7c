import { cell, normalized, sigmoid, tanh } from "@gatecast/engine";

const PARTS = ["xi", "xf", "xg", "xo", "hi", "hf", "hg", "ho"] as const;

/**
 * LSTM with layer normalisation: what comes from the input, what comes from the state, and the memory before it is shown are
 * each normalised over the units, gate by gate, with gains (γ) that are learnt and one bias (β) a gate.
 */
export const layerNorm = cell({
  name: "layer-norm",
  source: "Ba, Kiros & Hinton 2016",
  states: ["h", "c"],
  gates: { xi: "x", xf: "x", xg: "x", xo: "x", hi: "h", hf: "h", hg: "h", ho: "h" },
  unbiased: PARTS,
  vectors: ["γxi", "γxf", "γxg", "γxo", "γhi", "γhf", "γhg", "γho", "βi", "βf", "βg", "βo", "γc", "βc"],
  starts: {
    vectors: { γxi: 1, γxf: 1, γxg: 1, γxo: 1, γhi: 1, γhf: 1, γhg: 1, γho: 1, βf: 1, γc: 1 },
  },
  step: (a, { c }, v) => {
    const i = sigmoid(normalized(a.xi).times(v.γxi).plus(normalized(a.hi).times(v.γhi)).plus(v.βi));
    const f = sigmoid(normalized(a.xf).times(v.γxf).plus(normalized(a.hf).times(v.γhf)).plus(v.βf));
    const g = tanh(normalized(a.xg).times(v.γxg).plus(normalized(a.hg).times(v.γhg)).plus(v.βg));
    const o = sigmoid(normalized(a.xo).times(v.γxo).plus(normalized(a.ho).times(v.γho)).plus(v.βo));
    const next = f.times(c).plus(i.times(g));
    return { c: next, h: o.times(tanh(normalized(next).times(v.γc).plus(v.βc))) };
  },
});
