import { expect, test } from "vitest";
import {
  errorsOf,
  type MemberCase,
  type Reference,
  runMember,
  type Weights,
} from "../../../../test/support/member-case.ts";
import { geluReference } from "../../../engine/src/ops/gelu.ts";
import { layerNormReference } from "../../../engine/src/ops/layer-norm.ts";
import { slstm } from "../cells/index.ts";
import { dense, rowsOf, walk } from "./attention.fixture.ts";
import { patchedSlstm, patches } from "./patched-slstm.ts";

const level = (row: ArrayLike<number>, weights: Weights, name: string): Float64Array =>
  layerNormReference(row, weights[`${name}.gain`]!, weights[`${name}.bias`]!);

/** One window: what is known of all patches, side by side. */
function known(rows: readonly number[][], weights: Weights): number[] {
  const nothing = rows[0]!.map(() => 0);
  const embedded = patches(rows.length).map((steps) =>
    dense(
      steps.flatMap((t) => (t < 0 ? nothing : rows[t]!)),
      weights,
      "embed",
    ),
  );
  const { outputs } = walk(
    slstm,
    embedded.map((row) => level(row, weights, "before")),
    weights,
    "slstm",
  );
  return embedded.flatMap((e, i) => {
    const normal = level(outputs[i]!, weights, "behind");
    const a = e.map((value, k) => value + normal[k]!);
    const u = level(a, weights, "norm");
    const [gate, up] = [geluReference(dense(u, weights, "gate")), dense(u, weights, "up")];
    const down = dense(
      gate.map((value, k) => value * up[k]!),
      weights,
      "down",
    );
    return [...a.map((value, k) => value + down[k]!)];
  });
}

const reference =
  ({ T, B, F }: MemberCase): Reference =>
  (x, weights) =>
    Float64Array.from(Array.from({ length: B }, (_, b) => known(rowsOf(x, b, { T, B, F }), weights)).flat());

for (const row of [
  { member: patchedSlstm, T: 11, B: 2, F: 2, units: 5 },
  { member: patchedSlstm, T: 1, B: 3, F: 1, units: 4 },
]) {
  test(`P-sLSTM of ${row.T} steps is its equations, in value and gradient`, async () => {
    const errors = errorsOf(await runMember(row), reference(row), 4);
    for (const [what, error] of Object.entries(errors)) {
      expect(error, what).toBeLessThan(2e-5);
    }
  });
}

test("patches overlap by half, end with the window and leave no step out", () => {
  expect(patches(4)).toEqual([
    [0, 1],
    [1, 2],
    [2, 3],
  ]);
  expect(patches(11)).toEqual([
    [-1, 0, 1, 2],
    [1, 2, 3, 4],
    [3, 4, 5, 6],
    [5, 6, 7, 8],
    [7, 8, 9, 10],
  ]);
  for (const steps of [1, 2, 7, 24, 100, 168]) {
    const table = patches(steps);
    expect(new Set(table.flat().filter((t) => t >= 0)).size, `${steps} steps`).toBe(steps);
    expect(table.at(-1)!.at(-1)).toBe(steps - 1);
  }
});
