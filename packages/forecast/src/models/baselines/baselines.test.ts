import fc from "fast-check";
import { expect, test } from "vitest";
import type { TimeAxis } from "../../contracts/index.ts";
import { pastOf } from "../../prepare/index.ts";
import {
  climatology,
  drift,
  type FittedBaseline,
  fitBaseline,
  forecastWindows,
  persistence,
  seasonalNaive,
  withFitted,
} from "./index.ts";

const NAN = Number.NaN;
const options = (season: number, time: TimeAxis = { kind: "count", start: 1, length: 40_100 }) => ({ season, time });
const noPast = pastOf(new Float64Array(), 0);
const seasonal = (season: number): FittedBaseline => fitBaseline(seasonalNaive, noPast, options(season));
const still = fitBaseline(persistence, noPast, options(1));
const drifting = fitBaseline(drift, noPast, options(1));

const ahead = (model: FittedBaseline, horizon: number, ...history: number[]): number[] => [
  ...model.forecast(Float64Array.from(history), horizon, options(1)),
];

test("persistence repeats the last known value", () => {
  expect(ahead(still, 3, 1, 2, 5)).toEqual([5, 5, 5]);
  expect(ahead(still, 2, 1, 2, NAN, NAN)).toEqual([2, 2]);
});

test("seasonal naive repeats the last season, beyond its length too", () => {
  expect(ahead(seasonal(3), 7, 9, 9, 1, 2, 3)).toEqual([1, 2, 3, 1, 2, 3, 1]);
  expect(ahead(seasonal(4), 2, 1, 2, 3, 4)).toEqual([1, 2]);
});

test("seasonal naive steps back a further season where a reading is missing, then takes the last known value", () => {
  expect(ahead(seasonal(3), 5, 7, 8, 9, 1, NAN, 3)).toEqual([1, 8, 3, 1, 8]);
  expect(ahead(seasonal(3), 3, NAN, 8, 9, NAN, 5, NAN)).toEqual([5, 5, 9]);
  expect(ahead(seasonal(12), 2, 4, 6)).toEqual([6, 6]);
});

test("seasonal naive with a season of one row is persistence", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.integer(), fc.constant(NAN))),
      fc.integer({ min: 1, max: 9 }),
      (history, horizon) => {
        expect(ahead(seasonal(1), horizon, ...history)).toEqual(ahead(still, horizon, ...history));
      },
    ),
  );
});

test("seasonal naive refuses a season that is not a whole number of rows", () => {
  expect(() => seasonal(0)).toThrow("internal: season 0");
  expect(() => seasonal(1.5)).toThrow("internal: season 1.5");
});

test("drift draws the line from the first to the last known value on", () => {
  expect(ahead(drifting, 3, 10, 99, -4, 16)).toEqual([18, 20, 22]);
  // Rows 1 and 3 are known: 4 a row, and the forecast begins two rows after the last known one.
  expect(ahead(drifting, 2, NAN, 2, 50, 10, NAN)).toEqual([18, 22]);
  expect(ahead(drifting, 2, NAN, 7)).toEqual([7, 7]);
});

test("without any known value every baseline says NaN", () => {
  for (const model of [still, seasonal(2), drifting]) {
    expect(ahead(model, 2, NAN, NAN), model.name).toEqual([NAN, NAN]);
    expect(ahead(model, 2), model.name).toEqual([NAN, NAN]);
    expect(ahead(model, 0, 1, 2), model.name).toEqual([]);
  }
});

test("windows are laid out row by row in the order of their origins", () => {
  const windows = forecastWindows(drifting, Float64Array.of(0, 2, 2, 9), [0, 1, 2], 2, options(1));
  expect(windows).toEqual({
    model: "drift",
    origins: [0, 1, 2],
    horizon: 2,
    values: Float64Array.of(0, 0, 4, 6, 3, 4),
  });
  expect(forecastWindows(still, Float64Array.of(1), [], 3, options(1)).values.length).toBe(0);
  expect(() => forecastWindows(still, Float64Array.of(1), [1], 3, options(1))).toThrow("internal: origin 1");
});

test("changing values after the origin changes no forecast", () => {
  const value = fc.oneof(fc.integer({ min: -99, max: 99 }), fc.constant(NAN));
  fc.assert(
    fc.property(fc.array(value, { minLength: 2, maxLength: 30 }), fc.nat(28), value, (values, at, other) => {
      const origin = at % (values.length - 1);
      const changed = Float64Array.from(values).fill(other, origin + 1);
      for (const model of [still, seasonal(4), drifting]) {
        expect(forecastWindows(model, changed, [origin], 9, options(1))).toEqual(
          forecastWindows(model, Float64Array.from(values), [origin], 9, options(1)),
        );
      }
    }),
  );
});

test("a baseline restored from JSON forecasts alike", () => {
  const model = seasonal(3);
  const restored = withFitted(seasonalNaive, JSON.parse(JSON.stringify(model.fitted)) as { season: number });
  expect(ahead(restored, 5, 1, 2, 3, 4)).toEqual(ahead(model, 5, 1, 2, 3, 4));
});

test("40,000 origins take well under a second, also in a history that begins with a gap", () => {
  const values = Float64Array.from({ length: 40_100 }, (_, t) => (t < 500 ? NAN : t % 97));
  const origins = Array.from({ length: 40_000 }, (_, w) => 90 + w);
  const start = performance.now();
  for (const model of [still, seasonal(24), drifting]) forecastWindows(model, values, origins, 24, options(1));
  // A walk over the whole history per origin would be 5 · 10^9 readings, many seconds.
  expect(performance.now() - start).toBeLessThan(3000);
});

const monthly: TimeAxis = {
  kind: "calendar",
  start: Date.UTC(1990, 10, 1),
  step: { unit: "month", count: 1 },
  length: 40,
  format: "YYYY-MM",
};

test("climatology says the training part's mean of the month, whatever came since", () => {
  // From November on: two Novembers, two Decembers, one missing January.
  const past = pastOf(
    Float64Array.from({ length: 15 }, (_, row) => (row === 2 || row === 14 ? NAN : row)),
    15,
  );
  const model = fitBaseline(climatology, past, options(12, monthly));
  const forecast = [...model.forecast(new Float64Array(24).fill(99), 4, options(12, monthly))];
  const known = [...past.values].filter((value) => !Number.isNaN(value));
  // Row 24 is a November, rows 0 and 12 were; January was never read.
  expect(forecast).toEqual([6, 7, known.reduce((sum, value) => sum + value) / known.length, 3]);
});

test("climatology of days averages three weeks of the year, of hours the clock", () => {
  const daily: TimeAxis = { ...monthly, start: Date.UTC(2001, 0, 1), step: { unit: "day", count: 1 }, length: 800 };
  const spike = pastOf(
    Float64Array.from({ length: 730 }, (_, row) => (row % 365 === 100 ? 21 : 0)),
    730,
  );
  const days = fitBaseline(climatology, spike, options(7, daily));
  const year = days.forecast(new Float64Array(730), 365, options(7, daily));
  expect([...year.subarray(89, 112)]).toEqual([0, ...new Array<number>(21).fill(1), 0]);
  const hourly: TimeAxis = { ...monthly, step: { unit: "hour", count: 6 }, length: 40 };
  const hours = fitBaseline(climatology, pastOf(Float64Array.of(1, 2, 3, 4, 5, 6), 6), options(4, hourly));
  expect([...hours.forecast(new Float64Array(6), 4, options(4, hourly))]).toEqual([3, 4, 3, 4]);
});

test("climatology without a calendar follows the season, and survives JSON", () => {
  const model = fitBaseline(climatology, pastOf(Float64Array.of(1, 2, 3, 5, 6, 7), 6), options(3));
  const restored = withFitted(climatology, JSON.parse(JSON.stringify(model.fitted)) as { means: number[] });
  for (const one of [model, restored]) expect([...one.forecast(new Float64Array(6), 3, options(3))]).toEqual([3, 4, 5]);
});
