import { expect, test } from "vitest";
import {
  errorsOf,
  type MemberCase,
  type Reference,
  runMember,
  type Weights,
} from "../../../../test/support/member-case.ts";
import { linearReference } from "../../../engine/src/ops/linear.ts";
import { ntm } from "./ntm.ts";

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const softplus = (x: number) => Math.log1p(Math.exp(x));
const softmax = (x: readonly number[]) => {
  const raised = x.map((value) => Math.exp(value));
  const sum = raised.reduce((all, value) => all + value, 0);
  return raised.map((value) => value / sum);
};
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/** The LSTM as its equations, with gates in the order of its weights' blocks. */
function controller(w: Weights, x: readonly number[], h: readonly number[], c: readonly number[]) {
  const H = h.length;
  const [input, recurrent, bias] = ["input", "recurrent", "bias"].map((part) => w[`controller.${part}`]!);
  const gate = (g: number, u: number) => {
    let sum = bias![g * H + u]!;
    x.forEach((value, f) => {
      sum += value * input![(f * 4 + g) * H + u]!;
    });
    h.forEach((value, k) => {
      sum += value * recurrent![(k * 4 + g) * H + u]!;
    });
    return sum;
  };
  const next = c.map((old, u) => sigmoid(gate(1, u)) * old + sigmoid(gate(0, u)) * Math.tanh(gate(2, u)));
  return { h: next.map((value, u) => sigmoid(gate(3, u)) * Math.tanh(value)), c: next };
}

/** Graves, Wayne and Danihelka's equations for every window by itself. */
const reference =
  ({ T, B, F, units: H = 3, output }: MemberCase): Reference =>
  (x, w) => {
    const [N, W] = [16, 12];
    const rows = (values: ArrayLike<number>, width: number) =>
      Array.from({ length: values.length / width }, (_, r) =>
        Array.from({ length: width }, (_, i) => values[r * width + i]!),
      );
    const dense = (from: readonly number[], name: string) =>
      Array.from(linearReference(from, w[`${name}.weight`]!, w[`${name}.bias`]!));
    const weigh = (head: string, h: readonly number[], M: readonly number[][], before: readonly number[]) => {
      const key = dense(h, `${head}.key`).map(Math.tanh);
      const strength = softplus(dense(h, `${head}.strength`)[0]!);
      const found = softmax(
        M.map((m) => (strength * dot(key, m)) / Math.sqrt((dot(key, key) + 1e-6) * (dot(m, m) + 1e-6))),
      );
      const g = sigmoid(dense(h, `${head}.gate`)[0]!);
      const u = found.map((value, i) => g * value + (1 - g) * before[i]!);
      const s = softmax(dense(h, `${head}.shift`));
      const moved = u.map((_, i) => s[0]! * u[(i + 1) % N]! + s[1]! * u[i]! + s[2]! * u[(i + N - 1) % N]!);
      const power = 1 + softplus(dense(h, `${head}.power`)[0]!);
      const raised = moved.map((value) => value ** power);
      const sum = raised.reduce((all, value) => all + value, 0);
      return raised.map((value) => value / sum);
    };
    const out = new Float64Array(T * B * H);
    for (let b = 0; b < B; b++) {
      let M = rows(w["start.memory"]!, W);
      let [write, read] = rows(w["start.heads"]!, N).map(softmax) as [number[], number[]];
      let r = Array<number>(W).fill(0);
      let state = { h: Array<number>(H).fill(0), c: Array<number>(H).fill(0) };
      for (let t = 0; t < T; t++) {
        const own = Array.from({ length: F }, (_, f) => x[(t * B + b) * F + f]!);
        state = controller(w, [...own, ...r], state.h, state.c);
        const { h } = state;
        write = weigh("write", h, M, write);
        const [erase, value] = [dense(h, "erase").map(sigmoid), dense(h, "value").map(Math.tanh)];
        M = M.map((m, i) => m.map((old, c) => old * (1 - write[i]! * erase[c]!) + write[i]! * value[c]!));
        read = weigh("read", h, M, read);
        r = r.map((_, c) =>
          dot(
            read,
            M.map((m) => m[c]!),
          ),
        );
        out.set(dense([...h, ...r], "output"), (t * B + b) * H);
      }
    }
    return output === "sequence" ? out : out.subarray((T - 1) * B * H);
  };

const CASES: readonly MemberCase[] = [
  { member: ntm, T: 4, B: 2, F: 3, units: 5, output: "sequence" },
  { member: ntm, T: 3, B: 3, F: 1, units: 4, output: "last" },
];

for (const row of CASES) {
  test(`an NTM of ${row.T} steps, ${row.F} columns and ${row.units} units is its equations, value and gradients (${row.output})`, async () => {
    const errors = errorsOf(await runMember(row), reference(row));
    for (const [what, error] of Object.entries(errors)) expect(error, what).toBeLessThan(3e-5);
  });
}
