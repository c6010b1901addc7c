import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import {
  errorsOf,
  type MemberCase,
  type Reference,
  runMember,
  type Weights,
} from "../../../../test/support/member-case.ts";
import { bitsOf } from "../../../../test/support/ulp.ts";
import { linearReference } from "../../../engine/src/ops/linear.ts";
import { weightNormReference } from "../../../engine/src/ops/weight-norm.ts";
import { dilationsFor, tcn } from "./tcn.ts";

/** One convolution as it is written in the paper: a sum over taps that lie d steps apart, nothing before the start. */
function convolution(x: Float64Array, prefix: string, weights: Weights, T: number, B: number, d: number): Float64Array {
  const F = x.length / T / B;
  const bias = weights[`${prefix}.bias`]!;
  const H = bias.length;
  const w = weightNormReference(weights[`${prefix}.direction`]!, weights[`${prefix}.length`]!);
  const y = new Float64Array(T * B * H);
  for (let t = 0; t < T; t++) {
    for (let b = 0; b < B; b++) {
      for (let h = 0; h < H; h++) {
        let sum = bias[h]!;
        for (let j = 0; j < 3 && t - j * d >= 0; j++) {
          for (let f = 0; f < F; f++) sum += x[((t - j * d) * B + b) * F + f]! * w[(j * F + f) * H + h]!;
        }
        y[(t * B + b) * H + h] = Math.max(0, sum);
      }
    }
  }
  return y;
}

const reference =
  ({ T, B, output = "last" }: Pick<MemberCase, "T" | "B" | "output">): Reference =>
  (x, weights) => {
    const sequence = dilationsFor(T).reduce((input, d, i) => {
      const inner = convolution(input, `${i}.first`, weights, T, B, d);
      const second = convolution(inner, `${i}.second`, weights, T, B, d);
      const weight = weights[`${i}.across.weight`];
      const around = weight === undefined ? input : linearReference(input, weight, weights[`${i}.across.bias`]!);
      return second.map((value, k) => Math.max(0, value + around[k]!));
    }, Float64Array.from(x));
    return output === "last" ? sequence.subarray(sequence.length - sequence.length / T) : sequence;
  };

const CASES: readonly MemberCase[] = [
  { member: tcn, T: 9, B: 3, F: 2, units: 5, output: "sequence" },
  { member: tcn, T: 9, B: 3, F: 2, units: 5, output: "last" },
  { member: tcn, T: 6, B: 2, F: 4, units: 4, output: "sequence" },
  { member: tcn, T: 1, B: 5, F: 1, units: 3, output: "last" },
];

for (const row of CASES) {
  test(`a TCN of ${row.T} steps, ${row.F} columns and ${row.units} channels is its reference, value and gradients (${row.output})`, async () => {
    const errors = errorsOf(await runMember(row), reference(row));
    for (const [what, error] of Object.entries(errors)) expect(error, what).toBeLessThan(3e-6);
  });
}

test("nothing that comes later changes what a TCN says of a step", async () => {
  const [T, B, F, units] = [12, 2, 3, 4];
  const row = { member: tcn, T, B, F, units, output: "sequence" } as const;
  const x = draws(T * B * F, "x");
  const before = bitsOf((await runMember({ ...row, x })).value);
  for (let t = 0; t < T - 1; t++) {
    const changed = x.map((value, i) => (i < (t + 1) * B * F ? value : value + 1));
    const after = bitsOf((await runMember({ ...row, x: changed })).value);
    const upTo = (t + 1) * B * units;
    expect(after.subarray(0, upTo), `up to step ${t}`).toEqual(before.subarray(0, upTo));
    expect(after.subarray(upTo), `behind step ${t}`).not.toEqual(before.subarray(upTo));
  }
});

test("blocks are as many as see the whole window, and no more", () => {
  const field = (dilations: readonly number[]) => 1 + 4 * dilations.reduce((sum, d) => sum + d, 0);
  for (const steps of [1, 2, 5, 6, 13, 14, 36, 168, 1000]) {
    const dilations = dilationsFor(steps);
    expect(dilations).toEqual(dilations.map((_, i) => 2 ** i));
    expect(field(dilations)).toBeGreaterThanOrEqual(steps);
    if (dilations.length > 1) expect(field(dilations.slice(0, -1))).toBeLessThan(steps);
  }
});

test("from both ends, the second walk is that of the window reversed, with weights of its own", async () => {
  const row = { member: tcn, T: 7, B: 2, F: 2, units: 3, output: "sequence", directions: 2 } as const;
  const run = await runMember(row);
  const own = (direction: string): Weights =>
    Object.fromEntries(
      Object.entries(run.weights).flatMap(([name, values]) =>
        name.startsWith(`${direction}.`) ? [[name.slice(direction.length + 1), values]] : [],
      ),
    );
  const inReverse = (values: ArrayLike<number>, width: number) =>
    Float64Array.from({ length: values.length }, (_, i) => {
      const step = 2 * width;
      return values[(6 - Math.floor(i / step)) * step + (i % step)]!;
    });
  const there = reference(row)(run.x, own("forward"));
  const back = inReverse(reference(row)(inReverse(run.x, 2), own("backward")), 3);
  const joined = Float64Array.from({ length: 7 * 2 * 6 }, (_, i) => {
    const [r, c] = [Math.floor(i / 6), i % 6];
    return c < 3 ? there[r * 3 + c]! : back[r * 3 + c - 3]!;
  });
  run.value.forEach((value, i) => {
    expect(value).toBeCloseTo(joined[i]!, 5);
  });
});
