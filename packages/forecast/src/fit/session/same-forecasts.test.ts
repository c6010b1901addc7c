import fc from "fast-check";
import { expect, test } from "vitest";
import type { Frame, TimeAxis } from "../../contracts/index.ts";
import { frameFrom, sliceRows } from "../../data/index.ts";
import { type FitOptions, type ForecastModel, fit, loadModel } from "../index.ts";
import { dailyTable, QUICK } from "../series.fixture.ts";
import { answerOf, knownAfter, rowOf, withHoles } from "./sessions.fixture.ts";

const FILL = { kind: "forward_fill" as const };
const SCALE = { kind: "standard" as const };
const LAG_7 = { kind: "difference" as const, lag: 7 };
const LAG_1 = { kind: "difference" as const, lag: 1 };
const ANOMALY = { kind: "seasonal_mean" as const, season: 7 };
type Steps = NonNullable<FitOptions["preparation"]>["target"];
const prepared = (
  target: Steps,
  covariates: Steps = [FILL, SCALE],
  window: "none" | "last" | "mean_spread" = "none",
) => ({
  preparation: { target, covariates, window },
});

const onAxis = (frame: Frame, start: string, step: object, place: object = {}): Frame => ({
  ...frame,
  time: { ...frame.time, start: Date.parse(start), step, format: "YYYY-MM-DD HH:mm", ...place } as TimeAxis,
});
const numbered = (frame: Frame): Frame =>
  frameFrom({ columns: Object.fromEntries(frame.columns.map(({ name, values }) => [name, values])) });

/** Pushes rows `from … to` and compares each answer; returns how many forecasts there were. */
function follow(model: ForecastModel, frame: Frame, from: number, to: number): number {
  const session = model.session({ frame: knownAfter(frame, from, model) });
  expect(session.latest()).toEqual(answerOf(knownAfter(frame, from, model), model));
  let known = 0;
  // A session goes on behind the last reading of the target.
  const { target } = model.description;
  const read = frame.columns.find(({ name }) => name === target)!.values;
  const first = read.subarray(0, from).findLastIndex((value) => !Number.isNaN(value)) + 1;
  for (let row = first; row < to; row++) {
    const answer = session.push(rowOf(frame, row, model));
    expect(answer, `row ${row}`).toEqual(answerOf(knownAfter(frame, row + 1, model), model));
    if (!Number.isNaN(answer[0]!)) known++;
  }
  session.close();
  return known;
}

const table = dailyTable(160);
const CASES: [string, Partial<FitOptions>, Frame?][] = [
  ["what fit chooses", {}],
  ["what fit chooses with covariates", { past: ["wind"], future: ["plan"] }],
  ...(["log", "box_cox", "min_max", "robust", "standard"] as const).map((kind): [string, Partial<FitOptions>] => [
    kind,
    { past: ["wind"], ...prepared([FILL, { kind }], [FILL, { kind }]) },
  ]),
  ["nothing", prepared([], [])],
  ["a difference", { past: ["wind"], ...prepared([FILL, LAG_7, SCALE], [FILL, LAG_1, SCALE]) }],
  ["two differences", prepared([FILL, { kind: "log" }, LAG_7, LAG_1, SCALE])],
  ["a lag beyond the look-back", prepared([FILL, { kind: "difference", lag: 20 }])],
  ["differences of what is known in advance", { future: ["plan"], ...prepared([FILL, LAG_7], [FILL, LAG_7, LAG_1]) }],
  ["filled behind a difference", { past: ["wind"], ...prepared([LAG_7, FILL, SCALE], [LAG_1, FILL]) }],
  ["anomalies", { past: ["wind"], ...prepared([FILL, ANOMALY, SCALE], [FILL, ANOMALY, SCALE]) }],
  ["filled behind anomalies", prepared([ANOMALY, FILL, SCALE])],
  ["holes that nothing fills", { past: ["wind"], lookback: 5, ...prepared([LAG_1, SCALE], [SCALE]) }],
  [
    "holes that the network might not notice",
    { past: ["wind"], lookback: 5, linear_path: false, dense: [4], activation: "relu", ...prepared([SCALE], [SCALE]) },
  ],
  ["windows by their last value", prepared([FILL, SCALE], [], "last")],
  ["windows by their mean and spread", { past: ["wind"], ...prepared([FILL, SCALE], [FILL], "mean_spread") }],
  [
    "windows as features",
    { past: ["wind"], future: ["plan"], window_as: "features", ...prepared([FILL], [FILL], "last") },
  ],
  [
    "both directions, two layers",
    { past: ["wind"], cell: "gru", directions: 2, units: [4, 3], dense: [5], dropout: 0.2 },
  ],
  ["no linear path", { linear_path: false, future: ["plan"] }],
  ["weekdays", { calendar: ["weekday", "day_of_year"], ...prepared([FILL, SCALE]) }],
  ["holidays and plans", { calendar: ["weekday"], holidays: "DE", future: ["plan"], ...prepared([FILL, ANOMALY]) }],
  ["numbered rows", prepared([FILL, ANOMALY, LAG_1]), numbered(table)],
  [
    "hours of a zone whose clock changes",
    { calendar: ["hour", "weekday"], ...prepared([FILL, ANOMALY, SCALE]) },
    onAxis(table, "2024-03-27T00:00Z", { unit: "hour", count: 1 }, { zone: "Europe/Berlin" }),
  ],
  [
    "days of a zone",
    { calendar: ["weekday"], holidays: "DE", ...prepared([FILL, ANOMALY, SCALE]) },
    onAxis(table, "2024-01-01T23:00Z", { unit: "day", count: 1 }, { zone: "Europe/Berlin" }),
  ],
  [
    "last days of months",
    { calendar: ["month"], ...prepared([FILL, ANOMALY, SCALE]) },
    onAxis(table, "1990-01-31T00:00Z", { unit: "month", count: 1 }, { day: 31 }),
  ],
];

test.each(CASES)(
  "a session forecasts what the whole table would, bit for bit: %s",
  async (_, options, frame = table) => {
    const { model } = await fit(frame, { ...QUICK, epochs: 1, ...options });
    const holes = withHoles(frame, 0.2, 3);
    expect(follow(model, frame, 30, 80)).toBeGreaterThan(40);
    expect(follow(model, holes, 40, 120)).toBeGreaterThan(10);
    // From nothing: the first rows cannot be forecast.
    expect(follow(model, frame, 1, 60)).toBeGreaterThan(20);
    model.close();
  },
);

test("a session goes on behind the rows that a loaded model remembers", async () => {
  const longer = dailyTable(190);
  const { model } = await fit(sliceRows(longer, 0, 160), { ...QUICK, past: ["wind"] });
  const loaded = await loadModel(await model.save());
  const session = loaded.session();
  expect(session.latest()).toEqual(model.forecast().forecasts.values);
  for (let row = 160; row < 180; row++) {
    const whole = model.forecast({ frame: knownAfter(longer, row + 1, model) }).forecasts.values;
    expect(session.push(rowOf(longer, row, model))).toEqual(whole);
  }
  model.close();
  loaded.close();
});

test.each([
  ["filled as it was read", [FILL, { kind: "log" as const }, LAG_7, SCALE]],
  ["filled behind a difference", [LAG_7, FILL, LAG_1, SCALE]],
  ["filled behind anomalies", [ANOMALY, FILL, SCALE]],
] satisfies [string, Steps][])("evaluate, forecast and a session agree on a table with holes: %s", async (_, steps) => {
  const { model } = await fit(dailyTable(160), { ...QUICK, past: ["wind"], ...prepared(steps, steps) });
  const frame = withHoles(dailyTable(300), 0.4, 8);
  const [network] = model.evaluate(frame).test;
  expect(network!.origins.length).toBeGreaterThan(40);
  const scored = new Map(network!.origins.map((origin, w) => [origin, network!.values.slice(3 * w, 3 * w + 3)]));
  const session = model.session({ frame: knownAfter(frame, 100, model) });
  const read = frame.columns[0]!.values;
  let compared = 0;
  for (let row = read.subarray(0, 100).findLastIndex((value) => !Number.isNaN(value)) + 1; row < 297; row++) {
    const answer = session.push(rowOf(frame, row, model));
    if (!scored.has(row) || Number.isNaN(read[row]!)) continue;
    expect(answerOf(sliceRows(frame, 0, row + 1), model), `row ${row}`).toEqual(answer);
    if (!scored.get(row)!.every(Number.isFinite)) continue;
    expect(answer, `row ${row}`).toEqual(scored.get(row));
    compared++;
  }
  expect(compared).toBeGreaterThan(20);
  model.close();
});

test("whatever is read and whatever is missing, the answer is the whole table's", async () => {
  const { model } = await fit(dailyTable(160), {
    ...{ ...QUICK, lookback: 5, past: ["wind"], future: ["plan"], calendar: ["weekday"] },
    ...prepared([FILL, { kind: "log" }, LAG_7, SCALE], [LAG_1, SCALE], "mean_spread"),
  });
  const reading = fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { nil: Number.NaN, freq: 8 });
  const rows = fc.array(fc.tuple(reading, reading, reading), { minLength: 40, maxLength: 60 });
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 30 }), (readings, from) => {
      const column = (c: 0 | 1 | 2) => Float64Array.from(readings, (row) => row[c]);
      const columns = { y: column(0), wind: column(1), plan: column(2) };
      follow(model, frameFrom({ start: "2025-02-01", step: "day", columns }), from, readings.length - 3);
    }),
    { numRuns: 60 },
  );
  model.close();
});
