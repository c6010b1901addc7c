import { type Cell, cell, compileCell, elementary, referenceSequence, sigmoid, tanh } from "@gatecast/engine";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { largestError } from "../../../../test/support/largest-error.ts";
import {
  clockwork,
  coupled,
  indRnn,
  layerNorm,
  lstm,
  minGru,
  minLstm,
  mogrifier,
  peephole,
  qrnn,
  residual,
  rnn,
  slstm,
} from "./index.ts";

const SIZES = { T: 6, B: 2, F: 4, H: 4 };
const { T, B, F, H } = SIZES;
const x = draws(T * B * F, "x");
const zeros = (count: number) => new Float64Array(count);

/** Weights by gate and part; `of` says what stands in each block. */
interface Blocks {
  readonly W?: (gate: string) => ArrayLike<number>;
  readonly U?: (gate: string, source: string) => ArrayLike<number>;
  readonly b?: (gate: string) => ArrayLike<number>;
  readonly v?: (vector: string) => ArrayLike<number>;
}
const drawn = {
  W: (gate: string) => draws(F * H, `W ${gate}`),
  U: (gate: string, source = "h") => draws(H * H, `U ${gate} ${source}`),
  b: (gate: string) => draws(H, `b ${gate}`),
  v: (vector: string) => draws(H, `v ${vector}`),
};

/** h after every step of a cell whose weights are laid out block by block. */
function run(own: Cell, blocks: Blocks = {}, options: Parameters<typeof referenceSequence>[4] = {}): Float64Array {
  const compiled = compileCell(own);
  const { W, U, b, v } = { ...drawn, ...blocks };
  const side = (rows: number, parts: readonly ArrayLike<number>[]) =>
    Array.from({ length: rows }, (_, k) => parts.flatMap((part) => Array.from(part).slice(k * H, (k + 1) * H))).flat();
  const weights = {
    input: side(F, compiled.inputGates.map(W)),
    recurrent: side(
      H,
      compiled.recurrentGates.map((gate, i) => U(gate, compiled.recurrentSources[i]!)),
    ),
    bias: compiled.slots.flatMap((gate) => Array.from(b(gate))),
    vectors: own.vectors.flatMap((vector) => Array.from(v(vector))),
  };
  return referenceSequence(compiled, weights, x, SIZES, options).sequence;
}
const same = (a: ArrayLike<number>, b: ArrayLike<number>) => expect(largestError(a, b)).toBeLessThan(1e-12);
const differ = (a: ArrayLike<number>, b: ArrayLike<number>) => expect(largestError(a, b)).toBeGreaterThan(0.01);

test("coupled gates are an LSTM whose forget gate is one minus its input gate", () => {
  // σ(−z) = 1 − σ(z): the forget gate takes the input gate's weights with the other sign.
  const opposite = (part: "W" | "U" | "b") => (gate: string) =>
    gate === "f" ? drawn[part]("i").map((value) => -value) : drawn[part](gate);
  same(run(lstm, { W: opposite("W"), U: opposite("U"), b: opposite("b") }), run(coupled));
  differ(run(lstm), run(coupled));
});

test("peepholes that are shut leave an LSTM, and open ones do not", () => {
  same(run(peephole, { v: () => zeros(H) }), run(lstm));
  differ(run(peephole), run(lstm));
});

test("the output gate looks at the memory as it has become, the others as it was", () => {
  const [open, shut] = [Float64Array.from({ length: H }, () => 0.7), zeros(H)];
  const onlyOutput = run(peephole, { v: (vector) => (vector === "p_o" ? open : shut) });
  const stale = cell({
    name: "stale",
    source: "for tests",
    states: ["h", "c"],
    gates: { i: "x + h", f: "x + h", g: "x + h", o: "x + h" },
    step: ({ i, f, g, o }, { c }) => {
      const next = sigmoid(f)
        .times(c)
        .plus(sigmoid(i).times(tanh(g)));
      return { c: next, h: sigmoid(o.plus(c.times(0.7))).times(tanh(next)) };
    },
  });
  differ(onlyOutput, run(stale));
});

test("the Mogrifier whose rounds have no weights is an LSTM, and with weights it is not", () => {
  // 2σ(0) = 1. Its input part goes through weights as a given value, the LSTM's as its input: the same numbers.
  const still = (gate: string, source: string) =>
    /^[qr]/.test(gate) ? zeros(H * H) : source === "x5" ? drawn.W(gate) : drawn.U(gate);
  same(run(mogrifier, { U: still }, { given: [x] }), run(lstm));
  const moving = (gate: string, source: string) => (source === "x5" ? drawn.W(gate) : drawn.U(gate));
  differ(run(mogrifier, { U: moving }, { given: [x] }), run(lstm));
});

test("a residual cell is an LSTM where its input says nothing", () => {
  same(run(residual, {}, { given: [zeros(T * B * H)] }), run(lstm));
  differ(run(residual, {}, { given: [x] }), run(lstm));
});

test("a clockwork whose modules all tick at every step is a plain network", () => {
  const everyStep = cell({
    name: "every-step",
    source: "for tests",
    states: ["h"],
    gates: { a: "x + h" },
    step: ({ a }) => ({ h: tanh(a) }),
  });
  same(run(everyStep), run(rnn));
  const h = run(clockwork);
  differ(h, run(rnn));
  const at = (t: number, b: number, unit: number) => h[(t * B + b) * H + unit]!;
  // Four units are four modules: periods 1, 2, 4, 8.
  for (let b = 0; b < B; b++) {
    for (let t = 1; t < T; t++) {
      expect(at(t, b, 1) === at(t - 1, b, 1), `module 2 at step ${t}`).toBe(t % 2 !== 0);
      expect(at(t, b, 2) === at(t - 1, b, 2), `module 4 at step ${t}`).toBe(t % 4 !== 0);
      expect(at(t, b, 3), `module 8 at step ${t}`).toBe(at(0, b, 3));
    }
  }
});

test("in a clockwork fast modules tell slow ones nothing", () => {
  const fromFast = (gate: string, source: string) => {
    const U = Float64Array.from(drawn.U(gate, source));
    // Unit 0 is the fastest: what it would say to the three others.
    for (let to = 1; to < H; to++) U[to] = 99;
    return U;
  };
  same(run(clockwork, { U: fromFast }), run(clockwork));
});

test("layer normalisation does not see how large the weights are", () => {
  const large = (gate: string) => drawn.W(gate).map((value) => 1000 * value);
  const small = (gate: string) => drawn.W(gate).map((value) => 100 * value);
  expect(largestError(run(layerNorm, { W: large }), run(layerNorm, { W: small }))).toBeLessThan(1e-6);
  differ(run(lstm, { W: large }), run(lstm, { W: small }));
});

test("the stabiliser of sLSTM changes nothing but what would overflow", () => {
  const { exp } = elementary;
  const pre = (gate: string, v: ArrayLike<number>, h: ArrayLike<number>, j: number) => {
    const dot = (u: ArrayLike<number>, M: ArrayLike<number>) =>
      Array.from(u).reduce((sum, value, k) => sum + value * M[k * H + j]!, 0);
    return dot(v, drawn.W(gate)) + dot(h, drawn.U(gate, "h")) + drawn.b(gate)[j]!;
  };
  const expected = new Float64Array(T * B * H);
  for (let b = 0; b < B; b++) {
    let [h, c, n] = [zeros(H), zeros(H), zeros(H)];
    for (let t = 0; t < T; t++) {
      const v = x.subarray((t * B + b) * F, (t * B + b + 1) * F);
      const units = (value: (j: number) => number) => Float64Array.from({ length: H }, (_, j) => value(j));
      const [i, f] = [units((j) => exp(pre("i", v, h, j))), units((j) => elementary.sigmoid(pre("f", v, h, j)))];
      const z = units((j) => elementary.tanh(pre("z", v, h, j)));
      const o = units((j) => elementary.sigmoid(pre("o", v, h, j)));
      [c, n] = [units((j) => f[j]! * c[j]! + i[j]! * z[j]!), units((j) => f[j]! * n[j]! + i[j]!)];
      h = units((j) => (o[j]! * c[j]!) / n[j]!);
      expected.set(h, (t * B + b) * H);
    }
  }
  same(run(slstm), expected);
  const huge = (gate: string) => drawn.b(gate).map((value) => (gate === "i" ? 800 : value));
  expect(run(slstm, { b: huge }).every(Number.isFinite)).toBe(true);
});

/** log(eᵃ + eᵇ), which does not overflow. */
const logSum = (a: number, b: number) => Math.max(a, b) + elementary.log1p(elementary.exp(-Math.abs(a - b) || 0));
const softplus = (value: number) => Math.max(value, 0) + elementary.log1p(elementary.exp(-Math.abs(value)));
const logPositive = (value: number) => (value >= 0 ? elementary.log(value + 0.5) : -softplus(-value));
const inputOf = (gate: string, t: number, b: number, j: number) => {
  let sum = drawn.b(gate)[j]!;
  for (let f = 0; f < F; f++) sum += x[(t * B + b) * F + f]! * drawn.W(gate)[f * H + j]!;
  return sum;
};

/** h by the papers' scan in logarithms: log h_t = log(a_t) + log h_{t−1} ⊕ log b_t, from h_0 = 0. */
function scan(logKeep: (t: number, b: number, j: number) => number, logWrite: typeof logKeep): Float64Array {
  const h = new Float64Array(T * B * H);
  for (let b = 0; b < B; b++) {
    for (let j = 0; j < H; j++) {
      // In parallel form: h_t = exp(A_t + logsumexp_s≤t (log b_s − A_s)) with A_t = Σ_s≤t log a_s.
      let [A, rest] = [0, Number.NEGATIVE_INFINITY];
      for (let t = 0; t < T; t++) {
        A += logKeep(t, b, j);
        rest = logSum(rest, logWrite(t, b, j) - A);
        h[(t * B + b) * H + j] = elementary.exp(A + rest);
      }
    }
  }
  return h;
}

test("minGRU step by step is its parallel scan in logarithms", () => {
  const z = (t: number, b: number, j: number) => inputOf("z", t, b, j);
  const expected = scan(
    (t, b, j) => -softplus(z(t, b, j)),
    (t, b, j) => -softplus(-z(t, b, j)) + logPositive(inputOf("n", t, b, j)),
  );
  expect(largestError(run(minGru), expected)).toBeLessThan(1e-10);
});

test("minLSTM step by step is its parallel scan in logarithms", () => {
  const difference = (t: number, b: number, j: number) =>
    softplus(-inputOf("f", t, b, j)) - softplus(-inputOf("i", t, b, j));
  const expected = scan(
    (t, b, j) => -softplus(difference(t, b, j)),
    (t, b, j) => -softplus(-difference(t, b, j)) + logPositive(inputOf("n", t, b, j)),
  );
  expect(largestError(run(minLstm), expected)).toBeLessThan(1e-10);
});

test("QRNN is a convolution over two inputs, pooled", () => {
  const W = (gate: string, t: number, b: number, j: number) => {
    const older = { z: "qz", f: "qf", o: "qo" }[gate]!;
    let sum = inputOf(gate, t, b, j);
    for (let f = 0; f < F && t > 0; f++) sum += x[((t - 1) * B + b) * F + f]! * drawn.W(older)[f * H + j]!;
    return sum;
  };
  const expected = new Float64Array(T * B * H);
  for (let b = 0; b < B; b++) {
    for (let j = 0; j < H; j++) {
      let c = 0;
      for (let t = 0; t < T; t++) {
        const f = elementary.sigmoid(W("f", t, b, j));
        c = f * c + (1 - f) * elementary.tanh(W("z", t, b, j));
        expected[(t * B + b) * H + j] = elementary.sigmoid(W("o", t, b, j)) * c;
      }
    }
  }
  same(run(qrnn), expected);
});

test("IndRNN is a plain network of units that know only themselves, and holds their weights within one", () => {
  const u = Float64Array.of(0.5, -0.25, 1.5, -3);
  const h = run(indRnn, { v: () => u });
  const expected = new Float64Array(T * B * H);
  for (let b = 0; b < B; b++) {
    for (let j = 0; j < H; j++) {
      const weight = Math.min(1, Math.max(-1, u[j]!));
      let state = 0;
      for (let t = 0; t < T; t++) {
        state = Math.max(0, inputOf("a", t, b, j) + weight * state);
        expected[(t * B + b) * H + j] = state;
      }
    }
  }
  same(h, expected);
});

test("a dilation of one is the plain cell, and d chains are d runs over every d-th step", () => {
  same(run(lstm, {}, { dilation: 1 }), run(lstm));
  const d = 2;
  const whole = run(lstm, {}, { dilation: d });
  const compiled = compileCell(lstm);
  const blocks = (rows: number, gates: readonly string[], part: (gate: string) => ArrayLike<number>) =>
    Array.from({ length: rows }, (_, k) => gates.flatMap((g) => Array.from(part(g)).slice(k * H, (k + 1) * H))).flat();
  const weights = {
    input: blocks(F, compiled.inputGates, drawn.W),
    recurrent: blocks(H, compiled.recurrentGates, (gate) => drawn.U(gate, "h")),
    bias: compiled.slots.flatMap((gate) => Array.from(drawn.b(gate))),
  };
  for (let chain = 0; chain < d; chain++) {
    const times = Array.from({ length: T / d }, (_, k) => k * d + chain);
    const own = Float64Array.from(times.flatMap((t) => Array.from(x.subarray(t * B * F, (t + 1) * B * F))));
    const alone = referenceSequence(compiled, weights, own, { T: T / d, B, F, H }).sequence;
    same(
      times.flatMap((t) => Array.from(whole.subarray(t * B * H, (t + 1) * B * H))),
      alone,
    );
  }
});
