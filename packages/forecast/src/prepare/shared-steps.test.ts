import { expect, test } from "vitest";
import type { Frame } from "../contracts/index.ts";
import { frameFrom } from "../data/index.ts";
import { fitPreparation, type PreparationSpec, prepareFrame } from "./preparation.ts";
import { sharedSteps } from "./shared-steps.ts";
import type { StepSpec } from "./steps/index.ts";

const STANDARD: StepSpec[] = [{ kind: "forward_fill" }, { kind: "standard" }];
const TASK = { target: "y", past: ["size"], future: ["kind", "price"], calendar: [], lookback: 2, horizon: 1 };

/** Series that stand at these kinds and sizes, of growing length, with prices that move in one of them. */
const series = (kinds: readonly number[], sizes: readonly number[]) =>
  kinds.map((kind, s) => {
    const of = (value: (row: number) => number) => Array.from({ length: 6 + s }, (_, row) => value(row));
    const columns = {
      y: of((row) => row),
      size: of(() => sizes[s]!),
      kind: of(() => kind),
      price: of((row) => s * row),
    };
    return { frame: frameFrom({ id: `s${s}`, columns }), cutoff: 5 + s };
  });

const change = (frame: Frame, name: string, value: (before: number, row: number) => number): Frame => ({
  ...frame,
  columns: frame.columns.map((column) =>
    column.name === name ? { ...column, values: column.values.map(value) } : column,
  ),
});

test("columns that stand still within each series and differ between them are scaled over all, each series once", () => {
  const shared = sharedSteps(STANDARD, series([0, 1, 1, 1], [7, 7, 7, 7]), TASK);
  expect(shared).toEqual({
    kind: [
      { kind: "forward_fill", median: 1 },
      { kind: "standard", mean: 0.75, spread: Math.sqrt(3) / 4 },
    ],
  });
  // A column that is the same everywhere tells nothing, one that moves in any series is that series' own.
  expect(sharedSteps(STANDARD, series([2, 2], [3, 4]), TASK)).toEqual({
    size: [
      { kind: "forward_fill", median: 3.5 },
      { kind: "standard", mean: 3.5, spread: 0.5 },
    ],
  });
  const moved = series([0, 1], [7, 7]);
  const one = change(moved[1]!.frame, "kind", (value, row) => (row === 2 ? 5 : value));
  expect(sharedSteps(STANDARD, [moved[0]!, { ...moved[1]!, frame: one }], TASK)).toEqual({});
});

test("a single series shares nothing, and neither do steps that ask how a series moves", () => {
  expect(sharedSteps(STANDARD, series([3], [7]), TASK)).toEqual({});
  expect(sharedSteps([{ kind: "difference", lag: 1 }, ...STANDARD], series([0, 1], [7, 8]), TASK)).toEqual({});
});

test("rows from the cutoff on teach nothing", () => {
  const honest = series([0, 1, 1], [7, 7, 7]);
  const later = honest.map((one, s) => ({
    ...one,
    frame: change(one.frame, "kind", (value, row) => (row >= one.cutoff ? 90 + s : value)),
  }));
  expect(sharedSteps(STANDARD, later, TASK)).toEqual(sharedSteps(STANDARD, honest, TASK));
  // The check can fail: a row earlier, the column moves.
  const early = honest.map((one) => ({
    ...one,
    frame: change(one.frame, "kind", (value, row) => (row >= one.cutoff - 1 ? 90 : value)),
  }));
  expect(sharedSteps(STANDARD, early, TASK)).toEqual({});
});

test("before its first reading a series stands at its own level, not at that of the others", () => {
  const all = series([0, 1, 1, 1], [7, 7, 7, 7]);
  const frame = change(all[0]!.frame, "kind", (value, row) => (row < 2 ? Number.NaN : value));
  const holed = [{ ...all[0]!, frame }, ...all.slice(1)];
  const spec: PreparationSpec = { target: [], covariates: STANDARD, window: "none" };
  const shared = sharedSteps(STANDARD, holed, TASK);
  const fitted = fitPreparation(spec, frame, TASK, 5, shared);
  expect(fitted.columns.kind).toEqual([{ kind: "forward_fill", median: 0 }, shared.kind![1]]);
  const { future, futureColumns } = prepareFrame(fitted, frame, TASK);
  for (let row = 0; row < 6; row++) expect(future[row * futureColumns]).toBeCloseTo(-Math.sqrt(3), 12);
  // Every other column is its own.
  expect(fitted.columns.price).toEqual(fitPreparation(spec, frame, TASK, 5).columns.price);
});
