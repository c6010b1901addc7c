import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { WindowForecasts } from "../contracts/index.ts";
import { measure } from "./measure.ts";

const NAN = Number.NaN;
const windows = (origins: number[], horizon: number, ...values: number[]): WindowForecasts => ({
  model: "m",
  origins,
  horizon,
  values: Float64Array.from(values),
});

test("overall counts every known row of every window once; each step ahead counts its own", () => {
  // Rows:                      0  1  2  3   4
  const actual = Float64Array.of(1, 2, 4, 7, NAN);
  // From row 0: rows 1, 2; from row 1: rows 2, 3; from row 2: rows 3, 4 (unknown); errors 1, −2 | 3, −4 | 5, ·
  const { score, notes } = measure({ actual, forecasts: windows([0, 1, 2], 2, 3, 2, 7, 3, 12, 99), seasonalScale: 2 });
  expect(score.model).toBe("m");
  expect(score.bias).toBe(3 / 5);
  expect(score.mae).toBe(15 / 5);
  expect(score.rmse).toBe(Math.sqrt(55 / 5));
  expect(score.mase).toBe(1.5);
  expect(score.perStep.map((step) => step.bias)).toEqual([9 / 3, -6 / 2]);
  expect(score.perStep.map((step) => step.mae)).toEqual([3, 3]);
  expect(score.perStep[1]?.rmse).toBe(Math.sqrt(20 / 2));
  expect(notes).toEqual([]);
});

test("r2 is averaged over the steps ahead, not taken over all rows together", () => {
  const actual = Float64Array.of(0, 1, 3, 7);
  const { score } = measure({ actual, forecasts: windows([0, 1], 2, 1, 5, 3, 5), seasonalScale: 1 });
  // Step 1: perfect. Step 2: came 3 and 7, forecast their mean twice.
  expect(score.perStep.map((step) => step.r2)).toEqual([1, 0]);
  expect(score.r2).toBe(0.5);
});

test("mda looks at the row before each actual value, also two steps ahead", () => {
  const actual = Float64Array.of(5, 6, 4, 8);
  // Row 1 rose from 5, forecast 7: right. Row 2 fell from 6, forecast 5.5: right, though above row 0.
  const { score } = measure({ actual, forecasts: windows([0, 1], 2, 7, 5.5, 9, 3), seasonalScale: 1 });
  expect(score.perStep.map((step) => step.mda)).toEqual([0.5, 0.5]);
  expect(score.mda).toBe(0.5);
});

test("rows with an actual value of 0 are counted in a note", () => {
  const { score, notes } = measure({
    actual: Float64Array.of(1, 0, 10, 20),
    forecasts: windows([0, 1, 2], 1, 1, 5, 10),
    seasonalScale: 1,
  });
  expect(score.mape).toBe(50);
  expect(notes).toEqual([{ code: "mape_rows_left_out", facts: { model: "m", rows: 1 } }]);
});

test("a seasonal scale of 0, or none, gives a mase of NaN and says why", () => {
  const input = { actual: Float64Array.of(1, 2, 3), forecasts: windows([0, 1], 1, 2, 2) };
  const constant = measure({ ...input, seasonalScale: 0 });
  expect(constant.score.mase).toBeNaN();
  expect(constant.notes).toEqual([{ code: "mase_undefined", facts: { model: "m", reason: "constant" } }]);
  expect(measure({ ...input, seasonalScale: NAN }).notes[0]?.facts.reason).toBe("too_short");
});

test("steps whose actual values do not vary are left out of r2 and counted", () => {
  const { score, notes } = measure({
    actual: Float64Array.of(1, 2, 3, 3),
    forecasts: windows([0, 1], 2, 2, 3, 3, 4),
    seasonalScale: 1,
  });
  expect(score.perStep.map((step) => step.r2)).toEqual([1, NAN]);
  expect(score.r2).toBe(1);
  expect(notes).toEqual([{ code: "r2_steps_left_out", facts: { model: "m", steps: 1 } }]);
});

test("missing forecasts make the metrics NaN and are counted", () => {
  const { score, notes } = measure({
    actual: Float64Array.of(1, 2, 3, NAN),
    forecasts: windows([0, 1, 2], 1, NAN, 3, NAN),
    seasonalScale: 1,
  });
  for (const metric of ["rmse", "mae", "bias", "mape", "smape", "mase", "r2", "mda"] as const)
    expect(score[metric], metric).toBeNaN();
  expect(notes).toEqual([{ code: "forecasts_missing", facts: { model: "m", rows: 1 } }]);
});

test("nothing to score gives NaN throughout, without complaint", () => {
  const { score, notes } = measure({
    actual: Float64Array.of(1, 2),
    forecasts: windows([1], 2, 5, 6),
    seasonalScale: 1,
  });
  expect(score.rmse).toBeNaN();
  expect(score.r2).toBeNaN();
  expect(score.perStep.length).toBe(2);
  expect(notes).toEqual([]);
});

interface Oracle {
  readonly series: readonly {
    readonly name: string;
    readonly values: readonly number[];
    readonly metrics: {
      readonly prediction: readonly number[];
      readonly rmse: number;
      readonly mae: number;
      readonly r2: number;
      readonly mape: number;
    };
  }[];
}

const folder = process.env.GATECAST_GOLDEN ?? new URL("../../../../../shared/golden", import.meta.url).pathname;
const file = `${folder}/stats.json`;

test.skipIf(!existsSync(file))(
  "errors agree with scikit-learn's on real series (skipped without golden/stats.json)",
  () => {
    const oracle = JSON.parse(readFileSync(file, "utf8")) as Oracle;
    for (const { name, values, metrics } of oracle.series) {
      // One row in front, so that the first value has an origin; one window a row.
      const actual = Float64Array.of(NAN, ...values);
      const { score } = measure({
        actual,
        forecasts: windows([...values.keys()], 1, ...metrics.prediction),
        seasonalScale: 1,
      });
      expect(score.rmse / metrics.rmse, name).toBeCloseTo(1, 12);
      expect(score.mae / metrics.mae, name).toBeCloseTo(1, 12);
      expect(score.r2 / metrics.r2, name).toBeCloseTo(1, 12);
      expect(score.mape / (100 * metrics.mape), name).toBeCloseTo(1, 12);
    }
    expect(oracle.series.length).toBe(3);
  },
);
