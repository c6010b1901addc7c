import { expect, test } from "vitest";
import type { TimeAxis } from "../contracts/index.ts";
import { formatTime, frameFrom, sliceRows, timeAt } from "../data/index.ts";
import { findHolidays } from "../prepare/index.ts";
import { fit, loadModel } from "./index.ts";
import { dailyTable, QUICK, withValues } from "./series.fixture.ts";

const SCALE = [{ kind: "standard" as const }];
const ALL_STEPS = (["log", "box_cox", "min_max", "robust", "standard"] as const).map((kind) => [{ kind }]);

test.each([
  ...ALL_STEPS,
  [{ kind: "seasonal_mean" as const, season: 7 }, ...SCALE],
  [
    { kind: "difference" as const, lag: 7 },
    { kind: "difference" as const, lag: 1 },
  ],
])("a model prepared by %j … forecasts alike when it is loaded, one horizon ahead and several", async (...target) => {
  const steps = target.filter((step) => step !== undefined);
  const preparation = {
    target: [{ kind: "forward_fill" as const }, ...steps],
    covariates: SCALE,
    window: "none" as const,
  };
  for (const frame of [dailyTable(), frameFrom({ columns: { y: dailyTable().columns[0]!.values } })]) {
    const calendar = frame.time.kind === "count" ? [] : (["weekday"] as const);
    const { model } = await fit(frame, { ...QUICK, preparation, calendar: [...calendar] });
    const loaded = await loadModel(await model.save());
    const whole = model.forecast({ frame, horizon: 9 }).forecasts.values;
    expect(whole.every(Number.isFinite)).toBe(true);
    expect(loaded.forecast({ horizon: 9 }).forecasts.values).toEqual(whole);
    model.close();
    loaded.close();
  }
});

test.each([
  ["a time zone", "2024-03-20T00:00Z", { unit: "hour", count: 1 }, { zone: "Europe/Berlin" }],
  ["tenths of a second", "2024-03-20T00:00Z", { unit: "second", count: 0.1 }, {}],
  ["last days of months", "1990-01-31T00:00Z", { unit: "month", count: 1 }, { day: 31 }],
])("rows in %s are saved, loaded and forecast", async (_, start, step, place) => {
  const plain = dailyTable(300);
  const time = { ...plain.time, start: Date.parse(start), step, format: "YYYY-MM-DD HH:mm:ss.SSS", ...place } as const;
  const frame = { ...plain, time } as typeof plain;
  const { outcome, model } = await fit(frame, QUICK);
  const bytes = await model.save();
  expect(bytes.length).toBeLessThan(1e6);
  const loaded = await loadModel(bytes);
  expect(loaded.forecast().forecasts.values).toEqual(outcome.beyond[0]!.values);
  const answer = loaded.forecast();
  expect(formatTime(answer.frame.time, answer.forecasts.origins[0]! + 1)).toBe(formatTime(time as TimeAxis, 300));
  model.close();
  loaded.close();
});

test("holidays are known in advance, and stand in the model file", async () => {
  const start = Date.UTC(2019, 9, 1 - 900);
  const first = { kind: "calendar" as const, start, step: { unit: "day" as const, count: 1 }, length: 900, format: "" };
  const days = new Set((await findHolidays("CN", first)).days);
  const isHoliday = (row: number) => days.has(start / 86_400_000 + row);
  const y = Float64Array.from({ length: 910 }, (_, row) => 20 + (row % 3) + (isHoliday(row) ? 50 : 0));
  const whole = frameFrom({ start: new Date(start).toISOString().slice(0, 10), step: "day", columns: { y } });
  const options = {
    ...QUICK,
    lookback: 6,
    season: 1,
    calendar: [],
    holidays: "CN",
    preparation: { target: SCALE, covariates: [], window: "none" as const },
  };
  const { outcome, model } = await fit(sliceRows(whole, 0, 900), options);
  expect(outcome.notes).toContainEqual({
    code: "holidays_used",
    facts: { place: "CN", days: 28, until: "2029-12-31" },
  });
  const loaded = await loadModel(await model.save());
  // The first of October is the row behind the last.
  const { forecasts } = loaded.forecast({ horizon: 7 });
  expect(forecasts.values).toEqual(model.forecast({ frame: sliceRows(whole, 0, 900), horizon: 7 }).forecasts.values);
  for (const step of [0, 1, 2]) expect(forecasts.values[step]).toBeGreaterThan(50);
  for (const step of [3, 4, 5, 6]) expect(forecasts.values[step]).toBeLessThan(40);
  expect(loaded.evaluate(whole).scores[0]!.rmse).toBeLessThan(15);
  const later = { ...whole, time: { ...whole.time, start: Date.UTC(2031, 0, 1) } };
  expect(() => loaded.forecast({ frame: later })).toThrow("knows the holidays of CN until 2029-12-31");
  model.close();
  loaded.close();
});

test("a forecast starts behind the last reading, not behind what cleaning put there, also when it is loaded", async () => {
  const plain = withValues(dailyTable(), "y", (y, row) => (row >= 156 ? 60 : y));
  const filled = Uint8Array.from({ length: 160 }, (_, row) => (row >= 156 ? 1 : 0));
  const columns = plain.columns.map((column) => (column.name === "y" ? { ...column, filled } : column));
  const { outcome, model } = await fit({ ...plain, columns }, QUICK);
  expect(outcome.beyond[0]!.origins).toEqual([155]);
  const loaded = await loadModel(await model.save());
  const answer = loaded.forecast();
  expect(timeAt(answer.frame.time, answer.forecasts.origins[0]!)).toBe(timeAt(plain.time, 155));
  expect(answer.forecasts.values).toEqual(outcome.beyond[0]!.values);
  model.close();
  loaded.close();
});
