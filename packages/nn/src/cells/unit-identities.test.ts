import { elementary } from "@gatecast/engine";
import { expect, test } from "vitest";
import { largestError } from "../../../../test/support/largest-error.ts";
import { indRnn, minGru, minLstm, slstm } from "./index.ts";
import { drawn, inputOf, runCell, SIZES, same } from "./run-cell.fixture.ts";

const { T, B, H } = SIZES;

test("the exponential gate of an sLSTM may be larger or smaller than any number that there is", () => {
  const large = (gate: string) => drawn.b(gate).map((value) => (gate === "i" ? 800 : value));
  expect(runCell(slstm, { b: large }).every(Number.isFinite)).toBe(true);
  const wide = (gate: string) => drawn.W(gate).map((value) => (gate === "i" ? 2000 * value : value));
  expect(runCell(slstm, { W: wide }).every(Number.isFinite)).toBe(true);
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
