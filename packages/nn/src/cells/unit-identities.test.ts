import { elementary } from "@gatecast/engine";
import { expect, test } from "vitest";
import { largestError } from "../../../../test/support/largest-error.ts";
import { indRnn, minGru, minLstm, qrnn, slstm } from "./index.ts";
import { drawn, inputOf, runCell, SIZES, same, x, zeros } from "./run-cell.fixture.ts";

const { T, B, F, H } = SIZES;

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
  same(runCell(slstm), expected);
  const huge = (gate: string) => drawn.b(gate).map((value) => (gate === "i" ? 800 : value));
  expect(runCell(slstm, { b: huge }).every(Number.isFinite)).toBe(true);
});

/** log(eᵃ + eᵇ), which does not overflow. */
const logSum = (a: number, b: number) => Math.max(a, b) + elementary.log1p(elementary.exp(-Math.abs(a - b) || 0));
const softplus = (value: number) => Math.max(value, 0) + elementary.log1p(elementary.exp(-Math.abs(value)));
const logPositive = (value: number) => (value >= 0 ? elementary.log(value + 0.5) : -softplus(-value));

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
  expect(largestError(runCell(minGru), expected)).toBeLessThan(1e-10);
});

test("minLSTM step by step is its parallel scan in logarithms", () => {
  const difference = (t: number, b: number, j: number) =>
    softplus(-inputOf("f", t, b, j)) - softplus(-inputOf("i", t, b, j));
  const expected = scan(
    (t, b, j) => -softplus(difference(t, b, j)),
    (t, b, j) => -softplus(-difference(t, b, j)) + logPositive(inputOf("n", t, b, j)),
  );
  expect(largestError(runCell(minLstm), expected)).toBeLessThan(1e-10);
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
  same(runCell(qrnn), expected);
});

test("IndRNN is a plain network of units that know only themselves, and holds their weights within one", () => {
  const u = Float64Array.of(0.5, -0.25, 1.5, -3);
  const h = runCell(indRnn, { v: () => u });
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
