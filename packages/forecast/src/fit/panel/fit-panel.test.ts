import { expect, test } from "vitest";
import { type Frame, Problem } from "../../contracts/index.ts";
import { frameFrom, sliceRows } from "../../data/index.ts";
import { fit, fitPanel, fitPanelStream, loadPanel } from "../index.ts";
import { withValues } from "../series.fixture.ts";
import { panelFixture, QUICK_PANEL } from "./panel.fixture.ts";
import type { PanelForecaster } from "./panel-forecaster.ts";

const noteOf = (notes: readonly { code: string; facts: object }[], code: string) =>
  notes.find((note) => note.code === code)?.facts;

test("one series alone gives the weights, scores and forecasts of fit, with the same parts and choices", async () => {
  const [frame] = panelFixture([90]);
  const options = { ...QUICK_PANEL, split: { validation: 12, test: 15 }, past: ["wind"] };
  const alone = await fit(frame!, options);
  const panel = await fitPanel([frame!], options);
  expect(panel.outcome.weightsSha256).toBe(alone.outcome.weightsSha256);
  expect(panel.outcome.history.map(({ validationLoss }) => validationLoss)).toEqual(
    alone.outcome.history.map(({ validationLoss }) => validationLoss),
  );
  expect(panel.outcome.rows).toEqual(alone.outcome.rows);
  for (const score of panel.outcome.scores) {
    const { rmse, mae, mase, smape, r2, mda } = alone.outcome.scores.find(({ model }) => model === score.model)!;
    expect(score).toMatchObject({ rmse, mae, smape, r2, mda });
    expect(score.mase).toBeCloseTo(mase, 12);
  }
  expect(panel.outcome.beyond[0]!.forecasts[0]!.values).toEqual(alone.outcome.beyond[0]!.values);
  alone.model.close();
  panel.model.close();
});

test("series of different lengths, levels and starts make one model; each is cut and prepared for itself", async () => {
  const frames = panelFixture([90, 60, 120, 45, 75]);
  const { outcome, model } = await fitPanel(frames, QUICK_PANEL);
  expect(outcome.series).toEqual({ given: 5, fitted: 5, scored: 5 });
  expect(outcome.rows).toEqual({ train: 390 - 30, validation: 15, test: 15 });
  expect(outcome.perSeries.map(({ id, windows }) => [id, windows])).toEqual(
    ["a", "b", "c", "d", "e"].map((id) => [id, 1]),
  );
  expect(outcome.test[3]!.forecasts[0]!.origins).toEqual([41]);
  expect(outcome.beyond.map(({ forecasts }) => forecasts[0]!.origins[0])).toEqual([89, 59, 119, 44, 74]);
  // Levels differ by powers of ten, and ridge on prepared windows knows nothing of them.
  const ridge = outcome.scores.find((score) => score.model === "ridge")!;
  expect(ridge.mase).toBeLessThan(outcome.scores.find((score) => score.model === "persistence")!.mase);
  const spreads = (model as PanelForecaster).parts.series.map(({ preparation }) => {
    const last = preparation.target.at(-1)!;
    return last.kind === "standard" ? last.spread : Number.NaN;
  });
  expect(spreads[3]! / spreads[0]!).toBeGreaterThan(300);
  model.close();
});

test("first steps for tests of residuals are those of the test part, and of earlier windows where it has fewer than twenty", async () => {
  const stepsOf = async (test: number) => {
    const { outcome, model } = await fitPanel(panelFixture([90, 60]), {
      ...QUICK_PANEL,
      split: { validation: 6, test },
    });
    model.close();
    return outcome.firstSteps.map((steps, s) => {
      const { origins, values } = outcome.test[s]!.forecasts[0]!;
      const scored = origins.map((_, w) => values[w * outcome.horizon]!);
      // Windows of the test part are forecast as they were scored.
      expect(steps.origins.slice(-origins.length)).toEqual(origins);
      expect([...steps.values.slice(-origins.length)]).toEqual(scored);
      return { from: steps.origins[0], count: steps.values.length };
    });
  };
  // A window needs eight rows behind seven of the difference, and three rows after it.
  expect(await stepsOf(15)).toEqual([
    { from: 14, count: 73 },
    { from: 14, count: 43 },
  ]);
  expect(await stepsOf(22)).toEqual([
    { from: 67, count: 20 },
    { from: 37, count: 20 },
  ]);
});

test("short series are trained on alone or left out, and notes name them", async () => {
  // 8 + 3 rows make a window behind 7 of the difference; 17 rows are needed for three parts.
  const frames = panelFixture([90, 14, 60, 9, 16]);
  const { outcome, model } = await fitPanel(frames, QUICK_PANEL);
  expect(noteOf(outcome.notes, "series_only_trained")).toEqual({ count: 2, of: 5, first: "b, e", rows: 11 });
  expect(noteOf(outcome.notes, "series_left_out")).toEqual({ count: 1, of: 5, first: "d", rows: 11 });
  expect(outcome.series).toEqual({ given: 5, fitted: 4, scored: 2 });
  expect(outcome.rows).toEqual({ train: 84 + 54 + 14 + 16, validation: 6, test: 6 });
  model.close();
});

test("a series without readings is left out, a constant one has no MASE, and neither spoils the others", async () => {
  const frames = panelFixture([90, 60, 75, 66]);
  const strange = [
    frames[0]!,
    withValues(frames[1]!, "y", () => Number.NaN),
    withValues(frames[2]!, "y", () => 4),
    // The training part holds nothing.
    withValues(frames[3]!, "y", (value, row) => (row < 61 ? Number.NaN : value)),
  ];
  const { outcome, model } = await fitPanel(strange, QUICK_PANEL);
  expect(noteOf(outcome.notes, "series_left_out")).toEqual({ count: 2, of: 4, first: "b, d", rows: 11 });
  expect(noteOf(outcome.notes, "series_without_mase")).toEqual({ count: 1, of: 2 });
  const constant = outcome.perSeries.find(({ id }) => id === "c")!;
  expect(constant.scores[0]!.mae).toBeLessThan(0.1);
  expect(outcome.scores.every(({ mase }) => Number.isFinite(mase))).toBe(true);
  expect(outcome.scores[0]!.mase).toBeCloseTo(outcome.perSeries[0]!.scores[0]!.mase, 12);
  model.close();
});

test("leading and trailing rows without a target are no part of a series", async () => {
  const frames = panelFixture([90, 60]);
  const padded = withValues(frames[0]!, "y", (value, row) => (row < 20 || row >= 80 ? Number.NaN : value));
  const cut = await fitPanel([sliceRows(padded, 20, 80), frames[1]!], QUICK_PANEL);
  const whole = await fitPanel([padded, frames[1]!], QUICK_PANEL);
  expect(whole.outcome.weightsSha256).toBe(cut.outcome.weightsSha256);
  expect(whole.outcome.scores).toEqual(cut.outcome.scores);
  cut.model.close();
  whole.model.close();
});

test("without rows ahead of columns known in advance the model is made all the same; where some series have them, those are forecast", async () => {
  const ahead = (rows: number) => (frame: Frame) => {
    const length = frame.time.length + rows;
    const columns = frame.columns.map(({ name, values }) => ({
      name,
      values: Float64Array.from({ length }, (_, t) => values[t] ?? (name === "wind" ? 0.5 : Number.NaN)),
    }));
    return { ...frame, time: { ...frame.time, length }, columns };
  };
  const frames = panelFixture([60, 60, 45]);
  const options = { ...QUICK_PANEL, future: ["wind"], epochs: 1 };
  const none = await fitPanel(frames, options);
  expect(none.outcome.beyond).toEqual([]);
  expect(noteOf(none.outcome.notes, "beyond_needs_future")).toEqual({ columns: "wind", rows: 3 });
  expect(none.outcome.scores[0]!.rmse).toBeGreaterThan(0);
  const loaded = await loadPanel(await none.model.save());
  expect(() => loaded.forecast()).toThrow('needs "wind"');
  expect(loaded.forecast({ frames: frames.map(ahead(3)) }).series).toHaveLength(3);
  const some = await fitPanel([...frames.slice(0, 2), ahead(4)(frames[2]!)], { ...options, beyond: 6 });
  expect(some.outcome.beyond.map(({ frame, forecasts }) => [frame.id, forecasts[0]!.horizon])).toEqual([["c", 3]]);
  expect(noteOf(some.outcome.notes, "series_not_forecast")).toEqual({ count: 2, of: 3, first: "a, b" });
  expect(noteOf(some.outcome.notes, "beyond_shortened")).toEqual({ wanted: 6, horizon: 3 });
  expect(some.outcome.weightsSha256).toBe(none.outcome.weightsSha256);
  for (const { model } of [none, some]) model.close();
  loaded.close();
});

test("the same seed gives the same bits, another seed others, and a resumed run is the same run", async () => {
  const frames = panelFixture([60, 60, 45]);
  const options = { ...QUICK_PANEL, linear_path: false, epochs: 3 };
  const first = await fitPanel(frames, options);
  let saved: Uint8Array | undefined;
  for await (const event of fitPanelStream(frames, options)) {
    if (event.kind !== "checkpoint") continue;
    saved = await event.bytes();
    break;
  }
  const resumed = await fitPanel(frames, options, { resume: saved! });
  const again = await fitPanel(frames, options);
  const other = await fitPanel(frames, { ...options, seed: 6 });
  expect(again.outcome.weightsSha256).toBe(first.outcome.weightsSha256);
  expect(resumed.outcome.weightsSha256).toBe(first.outcome.weightsSha256);
  expect(again.outcome.scores).toEqual(first.outcome.scores);
  expect(other.outcome.weightsSha256).not.toBe(first.outcome.weightsSha256);
  await expect(fitPanel(panelFixture([60, 60, 45], 2), options, { resume: saved! })).rejects.toThrow(
    "belongs to another",
  );
  for (const { model } of [first, again, resumed, other]) model.close();
});

test("what nobody chose is chosen on validation rows, and the configuration repeats the run", async () => {
  const frames = panelFixture([80, 70, 90, 60, 75, 66]);
  const chosen = await fitPanel(frames, { target: "y", units: [4], epochs: 1 });
  expect(chosen.outcome.season).toBe(7);
  expect(chosen.outcome.horizon).toBe(7);
  expect(noteOf(chosen.outcome.notes, "panel_preparation_chosen")).toBeDefined();
  const { configuration } = chosen.outcome;
  expect(configuration.split).toEqual({ validation: 7, test: 7 });
  const repeated = await fitPanel(frames, configuration as { target: string });
  expect(repeated.outcome.weightsSha256).toBe(chosen.outcome.weightsSha256);
  expect(repeated.outcome.configuration).toEqual(configuration);
  chosen.model.close();
  repeated.model.close();
});

test("a run stops when it is told to", async () => {
  const stop = new AbortController();
  const stream = fitPanelStream(panelFixture([60, 60]), { ...QUICK_PANEL, epochs: 1000 }, { signal: stop.signal });
  const run = async () => {
    for await (const event of stream)
      if (event.kind === "epoch" && event.record.epoch === 2) stop.abort(new Error("enough"));
  };
  await expect(run()).rejects.toThrow("enough");
});

test.each([
  ["no_series", []],
  ["series_repeated", panelFixture([60, 60]).map((frame) => ({ ...frame, id: "a" }))],
  ["step_differs", [panelFixture([60])[0]!, frameFrom({ id: "z", columns: { y: [1, 2, 3], wind: [1, 2, 3] } })]],
  [
    "column_missing",
    [panelFixture([60])[0]!, frameFrom({ id: "z", start: "2024-01-01", step: "day", columns: { x: [1, 2] } })],
  ],
  ["target_all_missing", panelFixture([60, 60]).map((frame) => withValues(frame, "y", () => Number.NaN))],
  ["too_few_rows", panelFixture([16, 15])],
] as const)("a panel with %s is refused", async (code, frames) => {
  const error = await fitPanel(frames, QUICK_PANEL).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Problem);
  expect(
    ["column_missing", "target_missing"].includes((error as Problem).code) ? "column_missing" : (error as Problem).code,
  ).toBe(code);
});
