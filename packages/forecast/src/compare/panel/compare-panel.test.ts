import { Engine } from "@gatecast/engine";
import { expect, test, vi } from "vitest";
import type { Frame } from "../../contracts/index.ts";
import { frameFrom, timeAt } from "../../data/index.ts";
import { type FitOptions, fitPanel } from "../../fit/index.ts";
import { panelFixture, QUICK_PANEL } from "../../fit/panel/panel.fixture.ts";
import { withValues } from "../../fit/series.fixture.ts";
import { type CompareChoices, type CompareEvent, type CompareOutcome, type CompareRun, compare } from "../index.ts";

const asked: FitOptions = {
  ...{ ...QUICK_PANEL, past: ["wind"], epochs: 3, linear_path: false, split: { validation: 6, test: 32 } },
};
const choices: CompareChoices = { cells: ["lstm", "gru"], seeds: 2 };
const lengths = [130, 100, 116, 90];
const frames = panelFixture(lengths);

async function follow(run: CompareRun = {}, data: readonly Frame[] = frames, options = asked, what = choices) {
  const events: CompareEvent[] = [];
  const outcome = await compare(data, options, what, { ...run, onEvent: (event) => void events.push(event) });
  return { outcome, events };
}
const timeless = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, own) => (key === "seconds" ? 0 : own)));
const whole = follow();

/** Absolute errors of every test window of a model, in units of its series' own seasonal step, by the day it starts from. */
function lossesByDay(fitted: Awaited<ReturnType<typeof fitPanel>>["outcome"], model: string): Map<number, number[]> {
  const byDay = new Map<number, number[]>();
  fitted.test.forEach(({ frame, forecasts }) => {
    const y = frame.columns[0]!.values;
    const train = frame.time.length - 38;
    let scale = 0;
    for (let t = 7; t < train; t++) scale += Math.abs(y[t]! - y[t - 7]!) / (train - 7);
    const { origins, values } = forecasts.find((one) => one.model === model)!;
    origins.forEach((origin, w) => {
      const errors = [0, 1, 2].map((k) => Math.abs(values[3 * w + k]! - y[origin + 1 + k]!) / scale / 3);
      const day = timeAt(frame.time, origin);
      byDay.set(day, [...(byDay.get(day) ?? []), errors.reduce((sum, error) => sum + error)]);
    });
  });
  return byDay;
}

test("every run is what fitPanel does with that cell, its units, learning rate and seed, to the last bit", async () => {
  const { outcome } = await whole;
  expect([outcome.measure, outcome.series]).toEqual(["mase", { given: 4, fitted: 4, scored: 4 }]);
  const gru = outcome.cells[1]!;
  const run = gru.runs[1]!;
  const own = { cell: "gru", units: [...gru.units], learning_rate: gru.learningRate!, seed: run.seed };
  const { outcome: alone, model } = await fitPanel(frames, { ...asked, ...own });
  model.close();
  const [network, ...baselines] = alone.scores;
  expect(run.weightsSha256).toBe(alone.weightsSha256);
  expect(run.score).toEqual(network);
  expect(outcome.baselines).toEqual(baselines);
  expect([gru.parameters, run.bestEpoch]).toEqual([alone.parameters, alone.bestEpoch]);

  // The test is over days: errors of all series at one are one value, and a day with more series counts for more.
  const { outcome: first, model: other } = await fitPanel(frames, { ...asked, ...own, seed: gru.runs[0]!.seed });
  other.close();
  const bar = outcome.baseline.model;
  const sums = { gru: 0, bar: 0, windows: 0 };
  const [one, two, base] = [lossesByDay(first, "gru"), lossesByDay(alone, "gru"), lossesByDay(alone, bar)];
  for (const [day, losses] of base) {
    losses.forEach((loss, s) => {
      sums.gru += (one.get(day)![s]! + two.get(day)![s]!) / 2;
      sums.bar += loss;
      sums.windows++;
    });
  }
  const against = outcome.tests.find((pair) => pair.first === "gru" && pair.second === bar)!;
  expect(against.change).toBeCloseTo(sums.gru / sums.bar - 1, 8);
  expect([outcome.windows, outcome.origins]).toEqual([sums.windows, base.size]);
  expect(outcome.origins).toBeLessThan(outcome.windows);
  const mase = (fitted: typeof alone, name: string) =>
    fitted.perSeries.map(({ scores }) => scores.find(({ model: own_ }) => own_ === name)!.mase);
  const closer = mase(alone, "gru").filter(
    (value, s) => (value + mase(first, "gru")[s]!) / 2 < mase(alone, bar)[s]!,
  ).length;
  expect(against.closerIn).toBe(closer);
});

test("learning rates and the baseline are chosen on validation rows, and test rows change neither them nor any weight", async () => {
  const { outcome } = await whole;
  for (const { trials, learningRate } of outcome.cells) {
    const least = Math.min(...trials.map(({ error }) => error!));
    expect(trials.find(({ error }) => error === least)!.learningRate).toBe(learningRate);
  }
  const { validation, baselines, baseline } = outcome;
  expect(baseline).toEqual({ model: baselines[validation.indexOf(Math.min(...validation))]!.model, on: "validation" });
  const changed = frames.map((frame) =>
    ["y", "wind"].reduce(
      (own, column) => withValues(own, column, (value, row) => (row >= frame.time.length - 32 ? 3 * value + 9 : value)),
      frame,
    ),
  );
  const other = await follow({}, changed);
  const fixed = ({ cells, validation: measured, baseline: chosen, configuration }: CompareOutcome) =>
    timeless([
      cells.map(({ units, trials, runs }) => [units, trials, runs.map(({ weightsSha256 }) => weightsSha256)]),
      ...[measured, chosen, configuration],
    ]);
  expect(fixed(other.outcome)).toEqual(fixed(outcome));
  expect(other.outcome.cells[0]!.mean.mase).not.toBe(outcome.cells[0]!.mean.mase);
});

test("a network that stays on its linear start has ridge's error on the validation windows, and is it", async () => {
  const { outcome } = await follow(
    {},
    frames,
    { ...asked, linear_path: true, epochs: 0 },
    { cells: ["gru"], seeds: 1 },
  );
  const ridge = outcome.baselines.findIndex(({ model }) => model === "ridge");
  for (const { error } of outcome.cells[0]!.trials) expect(error).toBeCloseTo(outcome.validation[ridge]!, 5);
  expect(outcome.cells[0]!.mean.mase).toBeCloseTo(outcome.baselines[ridge]!.mase, 5);
});

test("a comparison over several series that was interrupted ends as one that was not, and gives all memory back", async () => {
  const { outcome, events } = await whole;
  const states = events.flatMap((event) =>
    event.kind === "checkpoint" ? [JSON.parse(JSON.stringify(event.state))] : [],
  );
  const create = vi.spyOn(Engine, "create");
  for (const resume of [states[1], states[6], states.at(-1)]) {
    const again = await follow({ resume });
    expect(timeless(again.outcome)).toEqual(timeless(outcome));
  }
  const engines = await Promise.all(create.mock.results.map(({ value }) => value as Promise<Engine>));
  expect(engines.map(({ bytes }) => bytes)).toEqual(engines.map(() => 0));
  vi.restoreAllMocks();
  // Another series under the same name of column is another comparison.
  const renamed = frames.map((frame) => ({ ...frame, id: `${frame.id}2` }));
  await expect(follow({ resume: states[1] }, renamed)).rejects.toMatchObject({ code: "checkpoint_differs" });
});

test("series whose days begin at other hours share the points of time that they start from", async () => {
  const shifted = frames.map((frame, s) =>
    frame.time.kind === "calendar"
      ? { ...frame, time: { ...frame.time, start: frame.time.start + s * 3_600_000 } }
      : frame,
  );
  const { outcome } = await follow(
    {},
    shifted,
    { ...asked, epochs: 1, learning_rate: 0.001 },
    { cells: ["gru"], seeds: 1 },
  );
  expect(outcome.origins).toBe((await whole).outcome.origins);
});

test("where the usual test part leaves too few points of time this is told before anything is trained", async () => {
  const { split: _, ...usual } = asked;
  const { outcome, events } = await follow({}, frames, { ...usual, epochs: 1 }, { cells: ["gru"], seeds: 1 });
  expect(outcome.tests.map(({ because }) => because)).toEqual(["too_few"]);
  const notes = events.slice(
    0,
    events.findIndex(({ kind }) => kind === "epoch"),
  );
  expect(notes).toContainEqual({
    kind: "note",
    note: {
      code: "compare_few_windows",
      facts: { windows: 4, independent: outcome.independent, needed: 10, test: 30 },
    },
  });
});

test("cells that read a graph are left out where none can be, and a graph is between columns of one series", async () => {
  const { outcome } = await follow({}, frames, { ...asked, epochs: 1 }, { cells: ["t-gcn", "gru"], seeds: 1 });
  expect(outcome.cells.map(({ cell, failure }) => [cell, failure?.code])).toEqual([
    ["t-gcn", "graph_missing"],
    ["gru", undefined],
  ]);
  const graph = { weights: [[0]] };
  await expect(follow({}, frames, { ...asked, graph })).rejects.toMatchObject({ code: "option_conflict" });
});

test("series that never vary have no unit to be compared in", async () => {
  const still = ["a", "b"].map((id) =>
    frameFrom({ id, start: "2024-01-01", step: "day", columns: { y: new Float64Array(90).fill(3) } }),
  );
  const { past: __, ...options } = asked;
  await expect(follow({}, still, options)).rejects.toMatchObject({ kind: "data", code: "nothing_to_compare" });
});
