import { elementary } from "@gatecast/engine";
import { FAMILY } from "@gatecast/nn";
import { expect, test } from "vitest";
import { draws } from "../../../../test/support/draws.ts";
import { airPassengers, frameFrom, sliceRows } from "../data/index.ts";
import { type FitOptions, fit, fitPanel } from "../fit/index.ts";
import { dailyTable, QUICK, withValues } from "../fit/series.fixture.ts";
import { distance, exported, farthest } from "./export.fixture.ts";
import { exportOnnx, exportTorch } from "./index.ts";

/** Those that ONNX has operators for; the networks of all others are held to another runtime beside `networkNodes`. */
const CELLS = ["lstm", "gru", "gru-reset-before", "peephole", "coupled"];
/** A network that says all by itself, so that nothing hides how its layers are written. */
const ALONE = { linear_path: false, epochs: 2, seed: 3 } satisfies Partial<FitOptions>;
const SMALL = { ...ALONE, target: "y", lookback: 8, horizon: 5, units: [4] } satisfies FitOptions;

type Steps = NonNullable<FitOptions["preparation"]>["target"];
const prepared = (target: Steps, covariates: Steps = [], window: "none" | "last" | "mean_spread" = "none") => ({
  preparation: { target, covariates, window },
});

function wavy(rows: number, step?: "hour" | "day" | "month", lift = 20) {
  const y = Float64Array.from(
    { length: rows },
    (_, t) => lift + 5 * elementary.sin(t / 2) + ((t * 7) % 11) / 4 + t / 50,
  );
  return frameFrom({ columns: { y }, ...(step === undefined ? {} : { start: "2021-02-27T00:00", step }) });
}

for (const name of CELLS) {
  test(`${name}: another runtime forecasts passengers and a plant as the model does, in their own units`, async () => {
    const airline = {
      ...{
        ...ALONE,
        target: "passengers",
        lookback: 12,
        horizon: 6,
        cell: name,
        units: [6],
        directions: 2,
        dense: [5],
      },
      ...prepared(
        [{ kind: "forward_fill" }, { kind: "log" }, { kind: "difference", lag: 12 }, { kind: "standard" }],
        [],
        "last",
      ),
    } satisfies FitOptions;
    expect(await distance(airPassengers(), airline, [144, 140, 101])).toBeLessThan(1e-5);
    const plant = {
      ...{
        ...ALONE,
        target: "y",
        past: ["wind"],
        future: ["plan"],
        lookback: 7,
        horizon: 3,
        cell: name,
        units: [5, 4],
      },
      ...prepared(
        [{ kind: "forward_fill" }, { kind: "robust" }],
        [{ kind: "forward_fill" }, { kind: "min_max" }],
        "mean_spread",
      ),
    } satisfies FitOptions;
    expect(await distance(dailyTable(), plant, [157, 120, 60])).toBeLessThan(1e-5);
  });
}

test("what fit chooses unasked is forecast alike: passengers, and a plant with columns and a calendar", async () => {
  expect(await distance(airPassengers(), { target: "passengers", epochs: 1 }, [144, 130])).toBeLessThan(1e-5);
  const plant = { target: "y", past: ["wind"], future: ["plan"], lookback: 14, horizon: 3, epochs: 1 };
  expect(await distance(dailyTable(), plant, [157, 120])).toBeLessThan(1e-5);
});

test("every step of a preparation is undone as the model undoes it", async () => {
  const lists: Steps[] = [
    [{ kind: "log" }, { kind: "min_max" }],
    [{ kind: "box_cox" }, { kind: "standard" }],
    [{ kind: "difference", lag: 1 }, { kind: "robust" }],
    [{ kind: "difference", lag: 7 }, { kind: "difference", lag: 2 }, { kind: "standard" }],
    [{ kind: "forward_fill" }, { kind: "seasonal_mean", season: 12 }, { kind: "difference", lag: 3 }],
  ];
  for (const list of lists) {
    for (const lift of [20, 4]) {
      const options = { ...SMALL, ...prepared(list) };
      expect(await distance(wavy(150, "month", lift), options, [150, 99]), JSON.stringify(list)).toBeLessThan(1e-5);
    }
  }
});

test("calendar, holidays and anomalies follow from the time", async () => {
  const steps = prepared([{ kind: "seasonal_mean", season: 6 }, { kind: "standard" }]);
  const options = { ...SMALL, ...steps, calendar: [] } satisfies FitOptions;
  const calendar: FitOptions["calendar"] = ["hour", "weekday", "day_of_year"];
  expect(await distance(wavy(150), options, [150, 77])).toBeLessThan(1e-5);
  expect(await distance(wavy(150, "month"), { ...options, calendar: ["month"] }, [150, 77])).toBeLessThan(1e-5);
  for (const step of ["hour", "day"] as const) {
    const told = { ...options, calendar, holidays: "DE-BY" };
    expect(await distance(wavy(150, step), told, [150, 77]), step).toBeLessThan(1e-5);
  }
});

test("the window as one step, and a linear path that the network has left, are in the graph", async () => {
  // What a linear map cannot say: the sign of the product of two readings.
  const x = Float64Array.from(draws(300, "x"), Math.sign);
  const y = x.map((value, t) => 30 + 9 * value * (x[t - 1] ?? 1) + t / 30);
  const frame = frameFrom({ columns: { y, x: x.map((_, t) => x[t + 1] ?? 1) } });
  for (const window_as of ["features", "steps"] as const) {
    const options = {
      target: "y",
      past: ["x"],
      lookback: 3,
      horizon: 1,
      units: [16],
      window_as,
      epochs: 60,
      learning_rate: 0.01,
    };
    const both = await exported(frame, options);
    expect(both.bestEpoch).toBeGreaterThan(0);
    const tables = [300, 171, 82].map((end) => sliceRows(frame, 0, end));
    expect(farthest(await both.theirs(tables), both.ours(tables))).toBeLessThan(1e-5);
    both.close();
  }
});

test("a missing reading is filled as the model fills it, and where nothing fills it there is no forecast", async () => {
  const whole = wavy(150, "day");
  const fills = await exported(whole, { ...SMALL, ...prepared([{ kind: "forward_fill" }, { kind: "standard" }]) });
  const gaps = withValues(whole, "y", (value, row) => (row % 7 < 3 ? Number.NaN : value));
  const tables = [148, 146].map((end) => sliceRows(gaps, 0, end));
  expect(farthest(await fills.theirs(tables), fills.ours(tables))).toBeLessThan(1e-5);
  // A forecast starts from a reading, not from what was filled in for it.
  const R = fills.signature.rows;
  const values = Float64Array.from({ length: R }, (_, i) => (i < R - 1 ? 20 : Number.NaN));
  expect([...(await fills.run({ rows: { values, shape: [1, R, 1] } }))]).toEqual(Array(5).fill(Number.NaN));
  fills.close();
  const leaves = await exported(whole, { ...SMALL, ...prepared([{ kind: "standard" }]) });
  const gap = withValues(whole, "y", (value, row) => (row === 145 ? Number.NaN : value));
  const theirs = await leaves.theirs([whole, gap]);
  expect([...theirs].map(Number.isFinite)).toEqual([...Array(5).fill(true), ...Array(5).fill(false)]);
  expect(farthest(theirs.subarray(0, 5), leaves.ours([whole]))).toBeLessThan(1e-5);
  leaves.close();
});

test("the file says what it is given and answers, as text and as JSON", async () => {
  const { model } = await fit(dailyTable(), { ...QUICK, past: ["wind"], future: ["plan"], calendar: ["weekday"] });
  const { bytes, signature: told } = await exportOnnx(await model.save());
  const text = new TextDecoder().decode(bytes);
  model.close();
  expect(JSON.parse(/\{"rows":.*?"horizon":\d+\}/.exec(text)?.[0] ?? "{}")).toEqual(told);
  const { rows, ...signature } = told;
  expect(rows).toBeGreaterThanOrEqual(14);
  expect(signature).toEqual({ columns: ["y", "wind", "plan"], future: ["plan"], time: "clock", horizon: 3 });
  expect(text).toContain("columns y, wind, plan in the data's own units");
  expect(text).toContain("the next 3 rows of plan, known in advance");
});

test("a cell that ONNX cannot express, a model of several series, and a file that is no model are refused", async () => {
  const composed = Object.values(FAMILY).find(({ cell }) => cell === null)!.name;
  const own = await fit(dailyTable(), { ...QUICK, cell: composed, epochs: 1 });
  const refusal = { kind: "usage", code: "not_expressible", details: { found: `cell "${composed}"` } };
  await expect(own.model.save().then(exportOnnx)).rejects.toMatchObject(refusal);
  own.model.close();
  const layered: readonly (readonly [Partial<FitOptions>, string, string])[] = [
    [{ residual: true }, "input added to the output", "--residual"],
    [{ dilations: [2] }, "dilation of 2", "--dilations"],
  ];
  for (const [asked, part, option] of layered) {
    const { model } = await fit(dailyTable(), { ...QUICK, ...asked, epochs: 1 });
    const saved = await model.save();
    model.close();
    // ONNX can say both.
    expect((await exportOnnx(saved)).bytes.length).toBeGreaterThan(0);
    await expect(exportTorch(saved)).rejects.toMatchObject({
      message: `PyTorch cannot express the ${part}.`,
      details: { hint: `Fit without ${option}.` },
    });
  }
  const series = [1, 2, 3].map((from) => ({ ...dailyTable(90, from), id: `plant-${from}` }));
  const { model } = await fitPanel(series, { ...QUICK, epochs: 1 });
  const bytes = await model.save();
  model.close();
  await expect(exportOnnx(bytes)).rejects.toMatchObject({ kind: "usage", code: "panel_not_exported" });
  await expect(exportOnnx(bytes.subarray(0, 99))).rejects.toMatchObject({ kind: "model", code: "model_unreadable" });
});
