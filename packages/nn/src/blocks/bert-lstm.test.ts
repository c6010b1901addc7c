import { expect, test } from "vitest";
import {
  errorsOf,
  type MemberCase,
  type Reference,
  runMember,
  type Weights,
} from "../../../../test/support/member-case.ts";
import { layerNormReference } from "../../../engine/src/ops/layer-norm.ts";
import { lstm } from "../cells/index.ts";
import { blended, dense, dot, rowsOf, shares, walk } from "./attention.fixture.ts";
import { bertLstm } from "./bert-lstm.ts";

/** z of every step of one window. */
function sequence(rows: readonly number[][], weights: Weights, heads: number, dilation: number): number[][] {
  const there = walk(lstm, rows, weights, "lstm.forward", { dilation }).outputs;
  const back = walk(lstm, [...rows].reverse(), weights, "lstm.backward", { dilation }).outputs.reverse();
  const h = there.map((row, t) => [...row, ...back[t]!]);
  const [q, k, v] = ["query", "key", "value"].map((name) => h.map((row) => dense(row, weights, `attention.${name}`)));
  const d = h[0]!.length / heads;
  return h.map((row, t) => {
    const seen = Array.from({ length: heads }, (_, n) => {
      const part = (values: Float64Array) => values.subarray(n * d, (n + 1) * d);
      const scores = k!.map((key) => dot(part(q![t]!), part(key)) / Math.sqrt(d));
      return blended(shares(scores), v!.map(part));
    }).flat();
    const around = dense(seen, weights, "attention.output").map((value, i) => value + row[i]!);
    return [...layerNormReference(around, weights["norm.gain"]!, weights["norm.bias"]!)];
  });
}

const reference =
  ({ T, B, F, output = "last", dilation = 1 }: MemberCase, heads: number): Reference =>
  (x, weights) => {
    const windows = Array.from({ length: B }, (_, b) => sequence(rowsOf(x, b, { T, B, F }), weights, heads, dilation));
    const steps = output === "last" ? [T - 1] : Array.from({ length: T }, (_, t) => t);
    return Float64Array.from(steps.flatMap((t) => windows.flatMap((window) => window[t]!)));
  };

for (const { heads, ...row } of [
  { member: bertLstm, T: 4, B: 2, F: 2, units: 3, output: "sequence", heads: 2 },
  { member: bertLstm, T: 3, B: 2, F: 1, units: 4, output: "last", heads: 4 },
  { member: bertLstm, T: 5, B: 2, F: 2, units: 3, output: "last", heads: 2, dilation: 2 },
] as const) {
  test(`BERT-LSTM is its equations, in value and gradient, with ${heads} heads (${row.output}, dilation ${"dilation" in row ? row.dilation : 1})`, async () => {
    const errors = errorsOf(await runMember(row), reference(row, heads), 4);
    for (const [what, error] of Object.entries(errors)) {
      // Softmax does not change where all its scores move: the slope of the keys' bias is 0, and only rounding is left.
      if (what !== "gradient of attention.key.bias") expect(error, what).toBeLessThan(2e-5);
    }
  });
}
