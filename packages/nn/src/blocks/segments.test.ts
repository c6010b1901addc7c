import { Engine, generator, seed, writeTensor } from "@gatecast/engine";
import { expect, test } from "vitest";
import {
  errorsOf,
  type MemberCase,
  type Reference,
  runMember,
  type Weights,
} from "../../../../test/support/member-case.ts";
import { gru, lstm } from "../cells/index.ts";
import { Network } from "../network/network.ts";
import { OPTIMIZERS, update } from "../optimizers/optimizer.ts";
import { dense, rowsOf, walk } from "./attention.fixture.ts";
import { hierarchical, levelsOf, segmentsOf } from "./hierarchical.ts";
import { multiscale, scalesOf } from "./multiscale.ts";
import { segrnn } from "./segrnn.ts";

/** A reference of one window at a time. */
const byWindow =
  ({ T, B, F }: MemberCase, of: (rows: number[][], weights: Weights) => ArrayLike<number>): Reference =>
  (x, weights) =>
    Float64Array.from(Array.from({ length: B }, (_, b) => Array.from(of(rowsOf(x, b, { T, B, F }), weights))).flat());

/** Last states, segment by segment and level by level. */
function levels(rows: readonly ArrayLike<number>[], weights: Weights, level: number): Float64Array {
  const over = (some: readonly ArrayLike<number>[]) => walk(lstm, some, weights, String(level)).states[0]!;
  if (rows.length <= 6) return over(rows);
  const count = Math.ceil(rows.length / 6);
  const seen = Array.from({ length: count }, (_, m) => {
    const end = rows.length - 6 * (count - 1 - m);
    return over(rows.slice(Math.max(0, end - 6), end));
  });
  return levels(seen, weights, level + 1);
}

/** What each scale knows behind the window. */
const scales = (rows: readonly number[][], weights: Weights): number[] =>
  scalesOf(rows.length).flatMap((scale) => {
    const count = Math.ceil(rows.length / scale);
    const means = Array.from({ length: count }, (_, m) => {
      const end = rows.length - scale * (count - 1 - m);
      const some = rows.slice(Math.max(0, end - scale), end);
      return rows[0]!.map((_, f) => some.reduce((sum, row) => sum + row[f]!, 0) / some.length);
    });
    return [...walk(lstm, means, weights, String(scale)).states[0]!];
  });

/** The segments of the forecast one after the other. */
function segmented(rows: readonly number[][], weights: Weights, outputs: number): number[] {
  const w = Math.ceil(Math.sqrt(rows.length));
  const missing = (w - (rows.length % w)) % w;
  const filled = [...Array.from({ length: missing }, () => rows[0]!.map(() => 0)), ...rows];
  const embedded = Array.from({ length: filled.length / w }, (_, i) =>
    dense(filled.slice(i * w, (i + 1) * w).flat(), weights, "embed").map((value) => Math.max(0, value)),
  );
  const { states } = walk(gru, embedded, weights, "gru");
  const d = states[0]!.length;
  const places = Array.from(weights.places!);
  const said = Array.from({ length: places.length / d }, (_, k) => {
    const next = walk(gru, [places.slice(k * d, (k + 1) * d)], weights, "gru", { initial: states }).states[0]!;
    return [...dense(next, weights, "output")];
  });
  return said.flat().slice(0, outputs);
}

const CASES: readonly (readonly [MemberCase, (row: MemberCase) => Reference])[] = [
  [{ member: hierarchical, T: 14, B: 2, F: 2, units: 3 }, (row) => byWindow(row, (rows, w) => levels(rows, w, 0))],
  [{ member: hierarchical, T: 40, B: 1, F: 1, units: 2 }, (row) => byWindow(row, (rows, w) => levels(rows, w, 0))],
  [{ member: multiscale, T: 11, B: 2, F: 2, units: 3 }, (row) => byWindow(row, scales)],
  [
    { member: segrnn, T: 10, B: 2, F: 2, units: 3, outputs: 9 },
    (row) => byWindow(row, (rows, weights) => segmented(rows, weights, 9)),
  ],
  [
    { member: segrnn, T: 1, B: 3, F: 1, units: 4, outputs: 1 },
    (row) => byWindow(row, (rows, weights) => segmented(rows, weights, 1)),
  ],
];

for (const [row, referenceOf] of CASES) {
  test(`${row.member.name} of ${row.T} steps is its equations, in value and gradient`, async () => {
    const errors = errorsOf(await runMember(row), referenceOf(row), 5);
    for (const [what, error] of Object.entries(errors)) expect(error, what).toBeLessThan(2e-5);
  });
}

test("segments end with the window and hold each step once; levels go on until a segment holds what is left", () => {
  expect(segmentsOf(14, 6)).toEqual([
    [0, 1],
    [2, 3, 4, 5, 6, 7],
    [8, 9, 10, 11, 12, 13],
  ]);
  expect(segmentsOf(12, 6).map((segment) => segment.length)).toEqual([6, 6]);
  expect([1, 6, 7, 36, 37, 168].map(levelsOf)).toEqual([[1], [6], [7, 2], [36, 6], [37, 7, 2], [168, 28, 5]]);
  expect([1, 4, 5, 6, 24, 168].map(scalesOf)).toEqual([
    [1],
    [1],
    [1, 2],
    [1, 2],
    [1, 2, 4, 8],
    [1, 2, 4, 8, 16, 32, 64],
  ]);
});

test("a sequence of scales looks at no step that is yet to come", async () => {
  // Held for all walks in blocks.test.ts; here the ends of segments that are longer than a step.
  const row = { member: multiscale, T: 12, B: 1, F: 1, units: 2, output: "sequence" } as const;
  const [{ value, x }, width] = [await runMember(row), 2 * scalesOf(12).length];
  for (let t = 0; t < 12; t++) {
    const later = x.map((old, i) => (i <= t ? old : old + 1));
    const changed = (await runMember({ ...row, x: later })).value;
    expect(changed.subarray(0, (t + 1) * width), `step ${t}`).toEqual(value.subarray(0, (t + 1) * width));
  }
});

/** The error at the end of learning to tell the sign of the first of 96 steps, the rest of which are noise. */
async function firstStep(cell: string): Promise<number> {
  const [T, B] = [96, 32];
  const engine = await Engine.create();
  const layers = [{ kind: "recurrent", cell, units: 8, output: "last", directions: 1 }] as const;
  const spec = { steps: T, features: 1, extras: 0, outputs: 1, layers, linearPath: false };
  const network = await Network.create(engine, spec, seed(1));
  const { plan, x, target, loss } = network.plan(B, "mse");
  const random = generator(seed(9));
  let mean = 1;
  for (let step = 1; step <= 300; step++) {
    const values = Float32Array.from({ length: T * B }, () => 2 * random() - 1);
    const signs = Float32Array.from({ length: B }, () => (random() < 0.5 ? -1 : 1));
    values.set(signs);
    writeTensor(engine.f32, x, values);
    writeTensor(engine.f32, target!, signs);
    plan.forward();
    plan.backward();
    update(network.parameters, OPTIMIZERS.adam, { learningRate: 0.01, step, clipNorm: 1 });
    mean = 0.95 * mean + 0.05 * loss!.value;
  }
  engine.close();
  return mean;
}

test("through levels the first of 96 steps is remembered before a flat LSTM has learnt anything of it", async () => {
  expect(await firstStep("hierarchical")).toBeLessThan(0.05);
  // Who says 0 whatever comes errs by 1.
  expect(await firstStep("lstm")).toBeGreaterThan(0.8);
});
