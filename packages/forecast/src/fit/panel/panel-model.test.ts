import { readSafetensors } from "@gatecast/nn";
import { beforeAll, expect, test } from "vitest";
import { writeModelFile } from "../../artifact/index.ts";
import type { Frame } from "../../contracts/index.ts";
import { formatTime, frameFrom, sliceRows } from "../../data/index.ts";
import { fit, fitPanel, loadModel, loadPanel } from "../index.ts";
import { withValues } from "../series.fixture.ts";
import { panelFixture, QUICK_PANEL } from "./panel.fixture.ts";

const options = { ...QUICK_PANEL, linear_path: true };
const frames = panelFixture([90, 60, 75]);
const longer = panelFixture([100, 70, 85]);
let bytes: Uint8Array;
let beyond: (readonly number[])[];

beforeAll(async () => {
  const { model, outcome } = await fitPanel(frames, options);
  bytes = await model.save();
  beyond = outcome.beyond.map(({ forecasts }) => [...forecasts[0]!.values]);
  model.close();
});

const valuesOf = (answer: ReturnType<Awaited<ReturnType<typeof loadPanel>>["forecast"]>) =>
  answer.series.map(({ forecasts }) => [...forecasts[0]!.values]);

test("a panel forecasts alike when it is loaded, from its own last rows and from the whole series", async () => {
  const model = await loadPanel(bytes);
  expect(model.description).toMatchObject({ series: 3, target: "y", lookback: 8, horizon: 3, season: 7 });
  expect(valuesOf(model.forecast())).toEqual(beyond);
  expect(valuesOf(model.forecast({ frames }))).toEqual(beyond);
  const far = model.forecast({ horizon: 8 });
  expect(valuesOf(model.forecast({ frames, horizon: 8 }))).toEqual(valuesOf(far));
  expect(valuesOf(far).map((values) => values.slice(0, 3))).toEqual(beyond);
  expect(far.notes).toEqual([{ code: "recursive", facts: { horizon: 8, trained: 3 } }]);
  const [first] = model.forecast().series;
  expect(formatTime(first!.frame.time, first!.forecasts[0]!.origins[0]! + 1)).toBe("2024-03-31");
  model.close();
});

test("a panel of every kind of step is saved and loaded, count axes, covariates and climatology included", async () => {
  const plain = panelFixture([90, 60, 75]).map((frame): Frame => {
    const values = frame.columns.map((column) => ({ ...column, values: column.values.map((value) => value + 20) }));
    return { ...frame, columns: values, time: { kind: "count", start: 5, length: frame.time.length } };
  });
  const preparation = {
    target: (["forward_fill", "log", "box_cox", "min_max", "robust", "standard"] as const).map((kind) => ({ kind })),
    covariates: [{ kind: "forward_fill" as const }, { kind: "robust" as const }],
    window: "mean_spread" as const,
  };
  const target = [...preparation.target, { kind: "seasonal_mean" as const, season: 7 }];
  const { model, outcome } = await fitPanel(plain, {
    ...options,
    past: ["wind"],
    preparation: { ...preparation, target },
  });
  expect(outcome.scores.map((score) => score.model)).toContain("climatology");
  const loaded = await loadPanel(await model.save());
  expect(valuesOf(loaded.forecast())).toEqual(valuesOf(model.forecast({ frames: plain })));
  const scores = (one: typeof model) => one.evaluate(plain).scores.map(({ mase, rmse }) => [mase, rmse]);
  expect(scores(loaded)).toEqual(scores(model));
  expect(scores(loaded)).toEqual(outcome.scores.map(({ mase, rmse }) => [mase, rmse]));
  model.close();
  loaded.close();
});

test("newer rows of known series and a series that was never seen are forecast, each from its own rows", async () => {
  const model = await loadPanel(bytes);
  const stranger = withValues({ ...panelFixture([50], 77)[0]!, id: "new" }, "y", (value) => 1e6 + 1000 * value);
  const answer = model.forecast({ frames: [longer[1]!, stranger] });
  expect(answer.series.map(({ frame }) => frame.id)).toEqual(["b", "new"]);
  expect(answer.notes).toEqual([{ code: "series_unseen", facts: { count: 1, first: "new" } }]);
  for (const value of answer.series[1]!.forecasts[0]!.values) expect(value).toBeGreaterThan(1.003e6);
  for (const value of answer.series[1]!.forecasts[0]!.values) expect(value).toBeLessThan(1.02e6);
  expect(answer.series[0]!.forecasts[0]!.origins).toEqual([69]);
  model.close();
});

test("a series without enough rows is left out of a forecast with a note; where all are, the reason is told", async () => {
  const model = await loadPanel(bytes);
  const short = sliceRows(frames[0]!, 0, 10);
  const answer = model.forecast({ frames: [short, longer[1]!] });
  expect(answer.series.map(({ frame }) => frame.id)).toEqual(["b"]);
  expect(answer.notes).toEqual([{ code: "series_not_forecast", facts: { count: 1, of: 2, first: "a" } }]);
  expect(() => model.forecast({ frames: [short] })).toThrow("needs the last 15 rows");
  expect(() => model.forecast({ horizon: 0 })).toThrow("--horizon cannot be 0");
  const hourly = frameFrom({ id: "a", start: "2024-01-01", step: "hour", columns: { y: [1, 2], wind: [1, 2] } });
  expect(() => model.forecast({ frames: [hourly] })).toThrow("another step");
  model.close();
});

test("scored are rows behind those fitted on, of a series that was never seen its last horizon", async () => {
  const model = await loadPanel(bytes);
  const stranger = { ...panelFixture([50], 77)[0]!, id: "new" };
  const evaluation = model.evaluate([longer[0]!, longer[2]!, stranger]);
  // Fitted until row 86 of 90: rows 87 … 99 hold eleven windows.
  expect(evaluation.perSeries.map(({ id, windows }) => [id, windows])).toEqual([
    ["a", 11],
    ["c", 11],
    ["new", 1],
  ]);
  expect(evaluation.notes.at(-1)).toEqual({ code: "series_unseen", facts: { count: 1, first: "new" } });
  // What lies in the scored rows of the stranger teaches nothing.
  const changed = withValues(stranger, "y", (value, row) => (row >= 47 ? value + 500 : value));
  const other = model.evaluate([changed]).test[0]!.forecasts[0]!.values;
  expect([...other]).toEqual([...evaluation.test[2]!.forecasts[0]!.values]);
  expect(() => model.evaluate([sliceRows(frames[0]!, 0, 80)])).toThrow("no rows to score");
  model.close();
});

test("each kind of model file is refused by the other's reader", async () => {
  await expect(loadModel(bytes)).rejects.toThrow("gatecast-panel");
  const single = await fit(frames[0]!, options);
  await expect(loadPanel(await single.model.save())).rejects.toThrow("gatecast-model");
  single.model.close();
});

const file = () => {
  const { metadata, tensors } = readSafetensors(bytes);
  return { facts: JSON.parse(metadata.facts!), tensors: [...tensors] };
};

/** Changes one number of a tensor. */
const set = (name: string, at: number, value: number) => (parts: ReturnType<typeof file>) => {
  const i = parts.tensors.findIndex((tensor) => tensor.name === name);
  const values = Float64Array.from(parts.tensors[i]!.values);
  values[at] = value;
  parts.tensors[i] = { ...parts.tensors[i]!, values };
};

test.each<[string, (parts: ReturnType<typeof file>) => void]>([
  ["two series of one id", ({ facts }) => (facts.ids[1] = facts.ids[0])],
  ["fewer ids than rows of numbers", ({ facts }) => facts.ids.pop()],
  ["more phases than are there", ({ facts }) => (facts.phases = 1e7)],
  ["another preparation than it names", ({ facts }) => (facts.spec.target = [])],
  ["columns that the task does not have", ({ facts }) => (facts.preparation.columns = { z: [] })],
  ["a length that is no number of rows", set("series.numbers", 1, 1.5)],
  ["a length of billions", set("series.numbers", 1, 2e9)],
  ["a length without end", set("series.numbers", 1, Number.POSITIVE_INFINITY)],
  ["a start beyond all dates", set("series.numbers", 0, 1e17)],
  ["an end that is no time", set("series.numbers", 2, Number.NaN)],
  ["a negative scale", set("series.numbers", 3, -1)],
  ["an axis that is not there", set("series.numbers", 4, 3)],
  ["a spread of zero", set("series.preparation", 3, 0)],
  ["a lag of half a row", set("series.preparation", 1, 0.5)],
  ["an infinite reading", set("history", 0, Number.POSITIVE_INFINITY)],
  ["no history", (parts) => (parts.tensors = parts.tensors.filter(({ name }) => name !== "history"))],
  ["another seed of its weights", (parts) => set("network.linear.bias", 0, 9)(parts)],
])("a file with %s is refused", async (_, change) => {
  const parts = file();
  change(parts);
  const hostile = await writeModelFile("panel", parts.facts, parts.tensors);
  await expect(loadPanel(hostile)).rejects.toMatchObject({ kind: "model" });
  // The check can fail: the same file unchanged is opened.
  const sound = await loadPanel(await writeModelFile("panel", file().facts, file().tensors));
  sound.close();
});
