import { expect, test } from "vitest";
import type { TimeAxis } from "../../contracts/index.ts";
import { pastOf } from "../../contracts/past.ts";
import { type FittedStep, type StepSpec, stepOf } from "./index.ts";

const NAN = Number.NaN;
const TIME: TimeAxis = { kind: "count", start: 1, length: 12 };

const fit = (spec: StepSpec, ...past: number[]): FittedStep =>
  stepOf(spec.kind).fit(spec, pastOf(Float64Array.from(past), past.length), TIME);
const apply = (step: FittedStep, ...values: number[]): number[] => [
  ...stepOf(step.kind).apply(step, Float64Array.from(values), TIME),
];
const undo = (step: FittedStep, forecast: number[], values: number[] = [], origin = values.length - 1): number[] => [
  ...stepOf(step.kind).undo(step, Float64Array.from(forecast), {
    values: Float64Array.from(values),
    origins: Int32Array.of(origin),
    time: TIME,
  }),
];

test("forward_fill takes the last known value, and the training median before the first", () => {
  const step = fit({ kind: "forward_fill" }, NAN, 4, NAN, 1, 10, 7);
  expect(step).toEqual({ kind: "forward_fill", median: 5.5 });
  expect(apply(step, NAN, NAN, 3, NAN, NAN, 8, NAN)).toEqual([5.5, 5.5, 3, 3, 3, 8, 8]);
  expect(undo(step, [1, NAN])).toEqual([1, NAN]);
});

test("log shifts only a training part that is not positive, to 1 at the least", () => {
  expect(fit({ kind: "log" }, 0.5, NAN, 3)).toEqual({ kind: "log", shift: 0, floor: 0.5 });
  expect(fit({ kind: "log" }, 0, 3)).toEqual({ kind: "log", shift: 1, floor: 1 });
  expect(fit({ kind: "log" }, -4, 3)).toEqual({ kind: "log", shift: 5, floor: 1 });
});

test("log takes a later value without a logarithm for the smallest training value, and leaves NaN alone", () => {
  const step = fit({ kind: "log" }, 2, 8);
  expect(apply(step, 0, -5, NAN, 1)).toEqual([Math.LN2, Math.LN2, NAN, 0]);
  expect(undo(step, [0, NAN, Math.log(2)])).toEqual([1, NAN, 2]);
  const shifted = fit({ kind: "log" }, -4, 3);
  expect(apply(shifted, -5, -100, -4)).toEqual([0, 0, 0]);
  expect(undo(shifted, [0])).toEqual([-4]);
});

test("log survives a training part so low that adding 1 is lost to rounding", () => {
  expect(fit({ kind: "log" }, -1e17, -1e17)).toEqual({ kind: "log", shift: 1e17, floor: 1 });
});

test("min_max maps the training part to 0 … 1 and lets later values leave it", () => {
  const step = fit({ kind: "min_max" }, 10, NAN, 20);
  expect(apply(step, 10, 15, 20, 30, NAN)).toEqual([0, 0.5, 1, 2, NAN]);
  expect(undo(step, [0, 0.5, 2])).toEqual([10, 15, 30]);
});

test("standard divides by the population's deviation", () => {
  const step = fit({ kind: "standard" }, 2, 4, 4, 4, 5, 5, 7, 9, NAN);
  expect(step).toEqual({ kind: "standard", mean: 5, spread: 2 });
  expect(apply(step, 9, 3, NAN)).toEqual([2, -1, NAN]);
  expect(undo(step, [2, -1])).toEqual([9, 3]);
});

test("robust uses the median and numpy's quartiles", () => {
  const step = fit({ kind: "robust" }, 100, 1, 2, 4, NAN);
  expect(step).toEqual({ kind: "robust", median: 3, spread: 28 - 1.75 });
  expect(apply(step, 3, NAN)).toEqual([0, NAN]);
});

test("a constant training part is moved to 0 and divided by 1", () => {
  for (const kind of ["min_max", "standard", "robust"] as const) {
    const step = fit({ kind }, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1);
    expect(apply(step, 0.1, 2.1), kind).toEqual([0, 2]);
    expect(undo(step, [0]), kind).toEqual([0.1]);
  }
});

test("difference takes away the value one lag before; the first rows have none", () => {
  const step = fit({ kind: "difference", lag: 2 }, 1, 2, 3);
  expect(apply(step, 1, 2, 4, 8, NAN, 10, 20)).toEqual([NAN, NAN, 3, 6, NAN, 2, NAN]);
});

test("difference is undone from the history first and from its own forecasts beyond one lag", () => {
  const step = fit({ kind: "difference", lag: 2 }, 1, 2, 3);
  // Rows 5 and 6 lie after the origin: they must not be read.
  expect(undo(step, [1, 2, 3, 4, 5], [0, 0, 0, 10, 20, 999, 999], 4)).toEqual([11, 22, 14, 26, 19]);
  expect(undo(step, [1, 2], [NAN, 5], 1)).toEqual([NAN, 7]);
  expect(undo(step, [1, 2], [5], 0)).toEqual([NAN, 7]);
});

test("seasonal_mean leaves what differs from the mean of the same month, and gives it back to the forecast's own month", () => {
  const time: TimeAxis = {
    kind: "calendar",
    start: Date.UTC(2000, 10, 1),
    step: { unit: "month", count: 1 },
    length: 30,
    format: "YYYY-MM",
  };
  const step = stepOf("seasonal_mean");
  const values = Float64Array.from({ length: 30 }, (_, row) => (row % 12) * 10 + (row >= 12 ? 2 : 0));
  const fitted = step.fit({ kind: "seasonal_mean", season: 12 }, pastOf(values, 24), time);
  const level = step.apply(fitted, values, time);
  expect([...level.subarray(0, 12)]).toEqual(Array(12).fill(-1));
  expect([...level.subarray(12)]).toEqual(Array(18).fill(1));
  // Row 29 is an April; the next are May and June, the seventh and eighth of the year that begins in November.
  expect([...step.undo(fitted, Float64Array.of(0, 5), { values, origins: Int32Array.of(29), time })]).toEqual([61, 76]);
});
