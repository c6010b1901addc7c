import fc from "fast-check";
import { expect, test } from "vitest";
import type { Problem } from "../contracts/index.ts";
import { frameFrom, sliceRows } from "../data/index.ts";
import { type ForecastModel, fit, loadModel } from "./index.ts";
import { dailyTable, QUICK, withValues } from "./series.fixture.ts";

const caught = (work: () => unknown): Problem => {
  try {
    work();
  } catch (error) {
    return error as Problem;
  }
  return expect.unreachable("it should have been refused");
};

async function fitted(options: object = {}, rows = 160): Promise<ForecastModel> {
  return (await fit(dailyTable(rows), { ...QUICK, ...options })).model;
}

test("save, load, forecast: the same numbers, bit for bit, and the same scores on newer rows", async () => {
  for (const options of [{}, { past: ["wind"], cell: "gru", directions: 2, dense: [5], window_as: "features" }]) {
    const model = await fitted(options);
    const bytes = await model.save();
    const loaded = await loadModel(bytes);
    expect(loaded.forecast().forecasts).toEqual(model.forecast().forecasts);
    expect(loaded.description).toEqual(model.description);
    expect(await loaded.save()).toEqual(bytes);
    const newer = dailyTable(200);
    expect(loaded.evaluate(newer)).toEqual(model.evaluate(newer));
    model.close();
    loaded.close();
  }
});

test("the file holds the last window and no other training data", async () => {
  const model = await fitted({ past: ["wind"] });
  const bytes = await model.save();
  const header = JSON.parse(
    new TextDecoder().decode(bytes.subarray(8, 8 + Number(new DataView(bytes.buffer).getBigUint64(0, true)))),
  );
  const [columns, rows] = header.history.shape;
  expect(columns).toBe(2);
  expect(rows).toBeGreaterThanOrEqual(14);
  expect(rows).toBeLessThanOrEqual(14 + 7);
  model.close();
});

test("a horizon beyond the trained one is reached by forecasting on from the forecast", async () => {
  const model = await fitted();
  const far = model.forecast({ horizon: 8 });
  expect(far.forecasts.values.length).toBe(8);
  expect(far.notes).toContainEqual({ code: "recursive", facts: { horizon: 8, trained: 3 } });
  const near = model.forecast();
  expect(far.forecasts.values.subarray(0, 3)).toEqual(near.forecasts.values);
  // By hand: append the first three and forecast again.
  const frame = dailyTable();
  const y = Float64Array.from([...frame.columns[0]!.values, ...near.forecasts.values]);
  const longer = frameFrom({ id: "plant", start: "2024-01-01", step: "day", columns: { y } });
  expect(model.forecast({ frame: longer }).forecasts.values).toEqual(far.forecasts.values.subarray(3, 6));
  model.close();
});

test("a longer horizon that needs unknown input is refused, and says which", async () => {
  const model = await fitted({ past: ["wind"] });
  const problem = caught(() => model.forecast({ horizon: 4 }));
  expect(problem).toMatchObject({ kind: "usage", code: "horizon_too_long", details: { option: "--horizon" } });
  expect(problem.details.needed).toContain('"wind"');
  model.close();
});

test("columns known in advance must be there as far as whole horizons reach", async () => {
  const model = await fitted({ future: ["plan"] });
  expect(caught(() => model.forecast())).toMatchObject({
    kind: "data",
    code: "future_missing",
    details: { column: "plan" },
  });
  const ahead = (rows: number) => withValues(dailyTable(160 + rows), "y", (y, row) => (row >= 160 ? Number.NaN : y));
  const { forecasts } = model.forecast({ frame: ahead(6), horizon: 5 });
  expect(forecasts.origins).toEqual([159]);
  expect(forecasts.values.every(Number.isFinite)).toBe(true);
  // Rows four and five come from a second horizon, which needs row six as well.
  expect(caught(() => model.forecast({ frame: ahead(5), horizon: 5 })).code).toBe("future_missing");
  model.close();
});

test("rows behind the last known target are forecast, not tested, and the model file keeps what is known of them", async () => {
  const frame = withValues(dailyTable(167), "y", (y, row) => (row >= 160 ? Number.NaN : y));
  const { outcome, model } = await fit(frame, { ...QUICK, future: ["plan"], beyond: 10 });
  const { train, validation, test: tested } = outcome.rows;
  expect(train + validation + tested).toBe(160);
  expect(outcome.beyond.map(({ origins, horizon }) => [origins[0], horizon])).toEqual(Array(6).fill([159, 6]));
  expect(outcome.notes).toContainEqual({ code: "beyond_shortened", facts: { wanted: 10, horizon: 6 } });
  const loaded = await loadModel(await model.save());
  expect(loaded.forecast({ horizon: 6 }).forecasts.values).toEqual(outcome.beyond[0]!.values);
  model.close();
  loaded.close();
});

test("a closed model says so", async () => {
  const model = await fitted();
  model.close();
  expect(() => model.forecast()).toThrow("This model was closed");
});

test("tables that do not fit the model are refused with the facts", async () => {
  const model = await fitted();
  const short = sliceRows(dailyTable(), 0, 10);
  expect(caught(() => model.forecast({ frame: short }))).toMatchObject({ kind: "data", code: "too_few_rows" });
  const hourly = frameFrom({ start: "2024-01-01", step: "hour", columns: { y: dailyTable().columns[0]!.values } });
  expect(caught(() => model.forecast({ frame: hourly }))).toMatchObject({
    code: "step_differs",
    details: { needed: "a step of 1 day" },
  });
  const other = frameFrom({ start: "2024-01-01", step: "day", columns: { z: [1, 2, 3] } });
  expect(caught(() => model.forecast({ frame: other })).code).toBe("column_missing");
  expect(caught(() => model.evaluate(sliceRows(dailyTable(), 0, 100)))).toMatchObject({
    kind: "data",
    code: "nothing_to_score",
  });
  model.close();
});

test("a truncated or altered file gives one clear Problem of kind model, whatever byte is hit", async () => {
  const model = await fitted();
  const bytes = await model.save();
  model.close();
  const refused = async (bad: Uint8Array) => {
    const error = (await loadModel(bad).then(
      (opened) => opened.close(),
      (reason: unknown) => reason,
    )) as Problem;
    expect(error, "an altered file must not load").toMatchObject({ name: "Problem", kind: "model" });
    expect(error.message).not.toContain("\n");
  };
  for (let length = 0; length < bytes.length; length += Math.ceil(bytes.length / 150))
    await refused(bytes.subarray(0, length));
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const bad = bytes.slice();
      bad[at]! ^= flip;
      await refused(bad);
    }),
    { numRuns: 150 },
  );
  await refused(Uint8Array.from([...bytes, 0]));
});

test("the last window forecasts what the whole table would, also where it begins in a gap", async () => {
  const frame = withValues(dailyTable(), "y", (value, row) => (row >= 130 && row < 152 ? Number.NaN : value));
  const { model } = await fit(frame, QUICK);
  const loaded = await loadModel(await model.save());
  const whole = model.forecast({ frame, horizon: 9 }).forecasts.values;
  expect(loaded.forecast({ horizon: 9 }).forecasts.values).toEqual(whole);
  expect(whole.every(Number.isFinite)).toBe(true);
  model.close();
  loaded.close();
});
