import { expect, test } from "vitest";
import { StepMeans } from "../step-means.ts";
import { bias as makeBias } from "./bias.ts";
import { mae as makeMae } from "./mae.ts";
import { Mape } from "./mape.ts";
import { mase as makeMase } from "./mase.ts";
import { Mda } from "./mda.ts";
import type { Metric } from "./metric.ts";
import { R2 } from "./r2.ts";
import { rmse as makeRmse } from "./rmse.ts";
import { smape as makeSmape } from "./smape.ts";

const NAN = Number.NaN;

interface Points {
  readonly actual: Float64Array;
  readonly forecast: Float64Array;
  readonly before: Float64Array;
}

/** A metric over rows that it takes in one by one. */
function over<M extends Metric>(metric: M, { actual, forecast, before }: Points): M {
  actual.forEach((came, i) => {
    metric.add(came, forecast[i]!, before[i]!);
  });
  return metric;
}

const rmse = (rows: Points): number => over(makeRmse(), rows).value;
const mae = (rows: Points): number => over(makeMae(), rows).value;
const bias = (rows: Points): number => over(makeBias(), rows).value;
const smape = (rows: Points): number => over(makeSmape(), rows).value;
const mda = (rows: Points): number => over(new Mda(), rows).value;
const mase = (rows: Points, scale: number): number => over(makeMase(scale), rows).value;
const mape = (rows: Points): { percent: number; leftOut: number } => {
  const { value, leftOut } = over(new Mape(), rows);
  return { percent: value, leftOut };
};
const r2 = (rows: Points): number => {
  const means = new StepMeans(1);
  // Each row is the one step ahead of the row before it.
  means.add(
    rows.actual,
    Array.from(rows.actual, (_, i) => i - 1),
  );
  return over(new R2(means.values[0]!), rows).value;
};

function points(actual: number[], forecast: number[], before: number[] = actual.map(() => NAN)): Points {
  return {
    actual: Float64Array.from(actual),
    forecast: Float64Array.from(forecast),
    before: Float64Array.from(before),
  };
}

const none = points([], []);
const unknown = points([NAN, NAN], [1, 2], [1, 2]);
// Errors 2, −1 and 4; the row without an actual value would change every figure.
const three = points([10, 5, NAN, -4], [12, 4, 1000, 0]);
const ALL = { rmse, mae, bias, smape, r2, mda, mape: (p: Points) => mape(p).percent, mase: (p: Points) => mase(p, 2) };

for (const [name, metric] of Object.entries(ALL)) {
  test(`${name} of no rows is NaN, not 0`, () => {
    expect(metric(none)).toBeNaN();
    expect(metric(unknown)).toBeNaN();
  });

  test(`${name} is NaN where a forecast of a known value is missing`, () => {
    expect(metric(points([1, 2], [1, NAN], [0, 0]))).toBeNaN();
  });
}

test("rmse, mae and bias ignore rows whose actual value is not yet known", () => {
  expect(rmse(three)).toBe(Math.sqrt(21 / 3));
  expect(mae(three)).toBe(7 / 3);
  expect(bias(three)).toBe(5 / 3);
});

test("bias is above 0 where the forecasts are too high and below where they are too low", () => {
  expect(bias(points([1, 1], [2, 4]))).toBe(2);
  expect(bias(points([2, 4], [1, 1]))).toBe(-2);
});

test("mape divides by the actual value's size, leaves zeros out and counts them", () => {
  expect(mape(three)).toEqual({ percent: (100 * (0.2 + 0.2 + 1)) / 3, leftOut: 0 });
  expect(mape(points([0, 10, 0, NAN], [5, 5, 0, 1]))).toEqual({ percent: 50, leftOut: 2 });
  expect(mape(points([0], [5]))).toEqual({ percent: NAN, leftOut: 1 });
});

test("smape divides by the sum of both sizes, from 0 to 200, and 0 beside 0 counts as 0", () => {
  expect(smape(points([1, 3], [3, 1]))).toBe(100);
  expect(smape(points([0, 1], [0, -1]))).toBe(100);
  expect(smape(points([5, NAN], [0, 1]))).toBe(200);
  expect(smape(points([0], [0]))).toBe(0);
});

test("mase is the mean absolute error over the scale, NaN for a scale of 0 or none", () => {
  expect(mase(three, 7)).toBeCloseTo(1 / 3, 15);
  expect(mase(three, 0)).toBeNaN();
  expect(mase(three, NAN)).toBeNaN();
});

test("r2 is 1 for a perfect forecast, 0 for the mean, below 0 for worse, NaN for constant actual values", () => {
  expect(r2(points([1, 2, 3, NAN], [1, 2, 3, 9]))).toBe(1);
  expect(r2(points([1, 2, 3, NAN], [2, 2, 2, 9]))).toBe(0);
  expect(r2(points([1, 2, 3], [3, 2, 1]))).toBe(-3);
  expect(r2(points([0.1, 0.1, 0.1], [1, 2, 3]))).toBeNaN();
  expect(r2(points([4], [4]))).toBeNaN();
});

test("mda compares both directions from the reading before, no change being one of its own", () => {
  // up/up, up/up, down/up, still/still, still/up, unknown before, unknown actual
  const rows = points([5, 4, 1, 3, 3, 9, NAN], [9, 8, 4, 3, 4, 9, 1], [3, 3, 3, 3, 3, NAN, 3]);
  expect(mda(rows)).toBe(3 / 5);
});
