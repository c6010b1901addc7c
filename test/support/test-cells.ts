import {
  cell,
  complement,
  constant,
  exp,
  floor,
  greater,
  logSigmoid,
  maximum,
  mean,
  normalized,
  relu,
  sigmoid,
  squareRoot,
  tanh,
} from "@gatecast/engine";

/** LSTM whose gates see the memory through vectors of weights; the output gate sees the new one. */
export const peephole = cell({
  name: "peephole",
  source: "Gers & Schmidhuber 2000",
  states: ["h", "c"],
  gates: { i: "x + h", f: "x + h", g: "x + h", o: "x + h" },
  vectors: ["pi", "pf", "po"],
  step: ({ i, f, g, o }, { c }, { pi, pf, po }) => {
    const forget = sigmoid(f.plus(pf.times(c)));
    const next = forget.times(c).plus(sigmoid(i.plus(pi.times(c))).times(tanh(g)));
    return { h: sigmoid(o.plus(po.times(next))).times(tanh(next)), c: next };
  },
});

/** Three states, an exponential gate, a division, constants, and a gate that is used as it is. */
export const exponential = cell({
  name: "exponential",
  source: "in the manner of Beck et al. 2024 (sLSTM), for tests",
  states: ["h", "c", "n"],
  gates: { z: "x + h", i: "x + h", f: "x", o: "h" },
  step: ({ z, i, f, o }, { c, n }) => {
    const [write, keep] = [exp(i.times(0.5)), sigmoid(f)];
    const memory = keep.times(c).plus(write.times(z));
    const norm = keep.times(n).plus(write);
    const share = memory.over(norm.times(norm).plus(constant(1.5)));
    return { h: sigmoid(o).times(share).minus(z.negated().times(0.125)), c: memory, n: norm };
  },
});

/** Two values between the recurrent products; gates of every kind, one of them needed by two stages. */
export const twoBetween = cell({
  name: "two-between",
  source: "for tests",
  states: ["h", "c"],
  gates: { n: "x + second", r: "x + h", a: "x + first", m: "h", k: "second", e: "x" },
  between: {
    first: ({ r }, { h, c }) => sigmoid(r).times(h).plus(c.times(0.5)),
    second: ({ a, r, m }, { h }) => tanh(a).times(h).plus(sigmoid(r).times(m)),
  },
  step: ({ n, r, a, k, e }, { h, c }) => {
    const next = sigmoid(r)
      .times(tanh(n))
      .plus(complement(sigmoid(r)).times(c))
      .plus(e.times(0.25));
    return { c: next, h: tanh(next).plus(tanh(a).times(k)).plus(h.times(0.5)) };
  },
});

/** One gate, one state, nothing else: the smallest cell there is. */
export const linearCell = cell({
  name: "linear",
  source: "for tests",
  states: ["h"],
  gates: { a: "x + h" },
  step: ({ a }) => ({ h: a }),
});

/** Means of means, of gates, states and what comes from outside, in two stages. */
export const meanCell = cell({
  name: "means",
  source: "for tests",
  states: ["h", "c"],
  gates: { a: "x + h", b: "h", n: "x + inner" },
  vectors: ["scale"],
  given: ["outside"],
  between: {
    inner: ({ a, b }, { c }, { scale, outside }) =>
      normalized(a.plus(outside.times(0.5)))
        .times(scale)
        .plus(mean(tanh(b).times(c))),
  },
  step: ({ a, n }, { c }, { outside }) => {
    const next = sigmoid(normalized(n))
      .times(c)
      .plus(tanh(a.minus(mean(a))));
    return { c: next, h: tanh(normalized(next.plus(outside))).plus(mean(outside.times(c))) };
  },
});

/** A clock, weights and vectors that are not learnt, gates without a bias, gates of several vectors, states that start elsewhere. */
export const clockCell = cell({
  name: "clock",
  source: "for tests",
  states: ["h", "c", "m"],
  gates: { a: "x + h + c", b: "c", k: "m + signal" },
  fixed: { period: (unit) => 1 + (unit % 3) },
  given: ["signal"],
  unbiased: ["b"],
  connections: {
    a: (from, to) => (from > to ? 0 : null),
    b: (from, to, units) => (to === (from + 1) % units ? 0.5 : 0),
  },
  starts: { states: { m: -3, c: 0.5 } },
  step: ({ a, b, k }, { h, c, m }, { t, period }) => {
    const isOn = greater(constant(1e-6), t.minus(floor(t.over(period)).times(period)));
    const keep = complement(isOn);
    const level = maximum(logSigmoid(a).plus(m), b.times(0.5));
    return {
      h: isOn.times(tanh(a)).plus(keep.times(h)),
      c: relu(b)
        .minus(relu(k.negated()).times(0.5))
        .plus(squareRoot(c.times(c).plus(0.5))),
      m: level.plus(exp(level.times(0.1))),
    };
  },
});

export const TEST_CELLS = { peephole, exponential, twoBetween, linearCell, meanCell, clockCell };
