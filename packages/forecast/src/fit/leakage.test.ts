import fc from "fast-check";
import { expect, test } from "vitest";
import type { Outcome } from "../contracts/index.ts";
import { fitPreparation, prepareFrame } from "../prepare/index.ts";
import type { Forecaster } from "./forecaster.ts";
import { type ForecastModel, fit } from "./index.ts";
import { dailyTable, QUICK, withValues } from "./series.fixture.ts";

const split = { validation: 20, test: 30 };
const firstTestRow = 160 - 30;
const options = { ...QUICK, split, past: ["wind"] };

const numbersOf = (model: ForecastModel) => {
  const { preparation, ridge, seasonalScale, season } = (model as Forecaster).parts;
  return { preparation, ridge, seasonalScale, season };
};
/** Losses without the time they took. */
const lossesOf = ({ history }: Outcome) => history.map(({ seconds: _, ...record }) => record);

test("changing any value of the test rows changes no fitted number, no weight, no loss and no choice", async () => {
  // Without the linear path the recurrent weights are all that forecasts, and they do learn here.
  for (const own of [{ linear_path: true }, { linear_path: false }, { linear_path: false, pretrain: 2 }]) {
    const { linear_path } = own;
    const frame = dailyTable();
    const honest = await fit(frame, { ...options, ...own });
    if (!linear_path) expect(honest.outcome.bestEpoch).toBeGreaterThan(0);
    for (const [column, last] of [
      ["y", 160],
      ["wind", 160],
      // As little as one horizon of test rows, moved a little: a window that reaches one row too far would see it.
      ["y", firstTestRow + 3],
    ] as const) {
      const changed = withValues(frame, column, (value, row) =>
        row >= firstTestRow && row < last ? value * 1.5 + 10 : value,
      );
      const other = await fit(changed, { ...options, ...own });
      expect(other.outcome.weightsSha256).toBe(honest.outcome.weightsSha256);
      expect(other.outcome.configuration).toEqual(honest.outcome.configuration);
      expect(lossesOf(other.outcome)).toEqual(lossesOf(honest.outcome));
      expect(numbersOf(other.model)).toEqual(numbersOf(honest.model));
      // The check can fail: the test scores themselves do move.
      expect(other.outcome.scores[0]!.rmse).not.toBe(honest.outcome.scores[0]!.rmse);
      other.model.close();
    }
    honest.model.close();
  }
});

test("changing a training value does change the weights", async () => {
  const frame = dailyTable();
  const honest = await fit(frame, options);
  const other = await fit(
    withValues(frame, "y", (value, row) => (row === 40 ? value + 5 : value)),
    options,
  );
  expect(other.outcome.weightsSha256).not.toBe(honest.outcome.weightsSha256);
  honest.model.close();
  other.model.close();
});

test("a forecast from an origin does not depend on any value after it", async () => {
  const frame = dailyTable();
  const { model } = await fit(frame, options);
  const forecaster = model as Forecaster;
  const before = forecaster.score(frame, firstTestRow, 160);
  const origin = before.test[0]!.origins[9]!;
  const changed = withValues(frame, "y", (value, row) => (row > origin ? value - 500 : value));
  const after = forecaster.score(changed, firstTestRow, 160);
  before.test.forEach((forecasts, m) => {
    const upTo = 10 * forecasts.horizon;
    expect(after.test[m]!.values.subarray(0, upTo), forecasts.model).toEqual(forecasts.values.subarray(0, upTo));
    // Climatology looks at no origin at all.
    if (forecasts.model === "climatology") return;
    expect(after.test[m]!.values.subarray(upTo), forecasts.model).not.toEqual(forecasts.values.subarray(upTo));
  });
  model.close();
});

test("prepared rows up to any row are the same whatever comes after, for every kind of preparation", () => {
  const task = { target: "y", past: ["wind"], future: [], calendar: [], lookback: 7, horizon: 2 };
  const steps = fc.constantFrom(
    [{ kind: "forward_fill" }, { kind: "log" }, { kind: "difference", lag: 7 }, { kind: "standard" }] as const,
    [{ kind: "forward_fill" }, { kind: "robust" }] as const,
    [{ kind: "min_max" }] as const,
  );
  fc.assert(
    fc.property(
      steps,
      fc.integer({ min: 30, max: 158 }),
      fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
      (target, row, value) => {
        const frame = dailyTable();
        const spec = { target: [...target], covariates: [{ kind: "standard" as const }], window: "last" as const };
        const fitted = fitPreparation(spec, frame, task, 30);
        const changed = withValues(frame, "y", (old, at) => (at > row ? value : old));
        expect(fitPreparation(spec, changed, task, 30)).toEqual(fitted);
        const upTo = (table: Float64Array) => table.subarray(0, 2 * (row + 1));
        expect(upTo(prepareFrame(fitted, changed, task).table)).toEqual(upTo(prepareFrame(fitted, frame, task).table));
      },
    ),
    { numRuns: 40 },
  );
});
