import { Engine, Parameters, seed } from "@gatecast/engine";
import { expect, test } from "vitest";
import { largestError } from "../../../../test/support/largest-error.ts";
import {
  errorsOf,
  type MemberCase,
  type Reference,
  runMember,
  type Weights,
} from "../../../../test/support/member-case.ts";
import { diagonalStateSpaceReference } from "../../../engine/src/ops/diagonal-state-space.ts";
import { geluReference } from "../../../engine/src/ops/gelu.ts";
import { layerNormReference } from "../../../engine/src/ops/layer-norm.ts";
import { linearReference } from "../../../engine/src/ops/linear.ts";
import { sigmoidReference } from "../../../engine/src/ops/sigmoid.ts";
import type { DiagonalValues } from "../../../engine/src/ops/zero-order-hold.ts";
import { diagonalSpace, s4d } from "./s4d.ts";

const NAMES = ["logStep", "logDecay", "frequency", "real", "imaginary", "direct"] as const;
const space = (w: Weights) =>
  Object.fromEntries(NAMES.map((name) => [name, w[`space.${name}`]!])) as unknown as DiagonalValues;

/** The block in float64, its state space as a convolution over the whole past. */
const reference =
  ({ T, B, output = "last" }: Pick<MemberCase, "T" | "B" | "output">): Reference =>
  (x, w) => {
    const linear = (input: ArrayLike<number>, name: string) =>
      linearReference(input, w[`${name}.weight`]!, w[`${name}.bias`]!);
    const embedded = linear(x, "embed");
    const level = layerNormReference(embedded, w["norm.gain"]!, w["norm.bias"]!);
    const seen = geluReference(diagonalStateSpaceReference(level, B, space(w)));
    const [value, gate] = [linear(seen, "value"), sigmoidReference(linear(seen, "gate"))];
    const sequence = embedded.map((old, i) => old + value[i]! * gate[i]!);
    return output === "last" ? sequence.subarray((sequence.length * (T - 1)) / T) : sequence;
  };

const CASES: readonly MemberCase[] = [
  { member: s4d, T: 9, B: 2, F: 3, units: 5, output: "sequence" },
  { member: s4d, T: 9, B: 3, F: 1, units: 4, output: "last" },
  { member: s4d, T: 1, B: 5, F: 2, units: 6, output: "last" },
];

for (const row of CASES) {
  test(`S4D of ${row.T} steps, ${row.F} columns and ${row.units} channels is its reference, value and gradients (${row.output})`, async () => {
    const errors = errorsOf(await runMember(row), reference(row));
    for (const [what, error] of Object.entries(errors)) expect(error, what).toBeLessThan(3e-5);
  });
}

test("over 300 steps the recurrence is still the convolution", async () => {
  const row = { member: s4d, T: 300, B: 1, F: 3, units: 5, output: "sequence" } as const;
  const run = await runMember(row);
  expect(largestError(run.value, reference(row)(run.x, run.weights))).toBeLessThan(1e-5);
});

test("its states start as S4D-Lin: −½ + iπn, and steps between 0.001 and 0.1", async () => {
  const engine = await Engine.create();
  const layer = diagonalSpace("a", 40);
  const parameters = new Parameters(engine, layer.shapes);
  layer.initialize(parameters, seed(2));
  expect(parameters.read("a.logDecay").every((value) => value === Math.fround(Math.log(0.5)))).toBe(true);
  const frequency = parameters.read("a.frequency");
  expect(frequency).toEqual(frequency.map((_, i) => Math.PI * Math.floor(i / 40)));
  const sizes = parameters
    .read("a.logStep")
    .map((value) => Math.exp(value))
    .sort();
  expect(sizes[0]).toBeGreaterThan(0.00099);
  expect(sizes.at(-1)).toBeLessThan(0.101);
  expect(sizes[20]).toBeGreaterThan(0.003);
  expect(sizes[20]).toBeLessThan(0.03);
  engine.close();
});
