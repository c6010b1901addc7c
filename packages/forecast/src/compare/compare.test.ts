import { cell, complement, Engine, EngineMemoryError, type PerUnit, sigmoid, tanh } from "@gatecast/engine";
import { Network } from "@gatecast/nn";
import { afterEach, expect, test, vi } from "vitest";
import { type Frame, Problem } from "../contracts/index.ts";
import { type FitOptions, fit } from "../fit/index.ts";
import { dailyTable, withValues } from "../fit/series.fixture.ts";
import { compareConclusion } from "../report/compare/compare-conclusion.ts";
import {
  type CompareChoices,
  type CompareEvent,
  type CompareOutcome,
  type CompareRun,
  type CompareState,
  compare,
  compareStream,
} from "./index.ts";

/** Small enough for a test; without the linear path the recurrent weights are all that forecasts, and they do learn. */
const asked: FitOptions = {
  ...{ target: "y", past: ["wind"], horizon: 3, split: { validation: 20, test: 32 }, seed: 5, lookback: 7 },
  ...{ units: [4], batch: 16, linear_path: false, epochs: 4, patience: 3, calendar: [] },
};
const choices: CompareChoices = { cells: ["lstm", "gru"], seeds: 2 };
const firstTestRow = 160 - 32;

async function follow(run: CompareRun = {}, frame: Frame = dailyTable(), options = asked, what = choices) {
  const events: CompareEvent[] = [];
  const outcome = await compare(frame, options, what, { ...run, onEvent: (event) => void events.push(event) });
  return { outcome, events };
}

/** What does not depend on the clock. */
const timeless = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, own) => (key === "seconds" ? 0 : own)));
const statesOf = (events: readonly CompareEvent[]): CompareState[] =>
  events.flatMap((event) => (event.kind === "checkpoint" ? [JSON.parse(JSON.stringify(event.state))] : []));

/** The comparison that others are held to. */
const whole = follow();

afterEach(() => {
  vi.restoreAllMocks();
});

test("every run is what fit does with that cell, its units, learning rate and seed, to the last bit", async () => {
  const { outcome } = await whole;
  expect(outcome.cells.map(({ cell, runs }) => [cell, runs.map(({ seed }) => seed)])).toEqual([
    ["lstm", [5, 6]],
    ["gru", [5, 6]],
  ]);
  const [, gru] = outcome.cells;
  const run = gru!.runs[1]!;
  const { preparation, ridge_strength } = outcome.configuration as FitOptions;
  for (const chosen of [{}, { preparation, ridge_strength }]) {
    const alone = await fit(dailyTable(), {
      ...{ ...asked, ...chosen, cell: "gru", units: [...gru!.units] },
      ...{ learning_rate: gru!.learningRate!, seed: run.seed },
    });
    alone.model.close();
    const [network, ...baselines] = alone.outcome.scores;
    expect(run.weightsSha256).toBe(alone.outcome.weightsSha256);
    expect(run.score).toEqual(network);
    expect([run.bestEpoch, gru!.parameters]).toEqual([alone.outcome.bestEpoch, alone.outcome.parameters]);
    expect(outcome.baselines).toEqual(baselines);
    expect([outcome.windows, outcome.points]).toEqual([alone.outcome.windows, alone.outcome.points]);
  }
});

test("every cell has as many parameters as the first, near enough, and as many trials, of which the best is taken", async () => {
  const { outcome, events } = await whole;
  const [lstm, gru] = outcome.cells;
  expect([lstm!.units, lstm!.parameters]).toEqual([[4], outcome.budget]);
  expect(gru!.units[0]).toBeGreaterThan(4);
  expect(Math.abs(gru!.parameters / outcome.budget - 1)).toBeLessThan(0.15);
  for (const { trials, learningRate } of outcome.cells) {
    expect(trials.map((trial) => trial.learningRate)).toEqual([0.001, 0.0003, 0.003]);
    const least = Math.min(...trials.map(({ error }) => error!));
    expect(trials.find(({ error }) => error === least)!.learningRate).toBe(learningRate);
  }
  // The trial of the rate that was taken is the first seed's own search.
  const epochs = (phase: string, cell: string, seed: number, rate: number) =>
    events.flatMap((event) =>
      event.kind === "epoch" &&
      event.phase === phase &&
      event.cell === cell &&
      event.seed === seed &&
      event.learningRate === rate
        ? [event.epoch]
        : [],
    );
  expect(epochs("trial", "gru", 5, gru!.learningRate!)).toEqual(epochs("train", "gru", 5, gru!.learningRate!));
  const last = events.filter((event) => event.kind === "epoch").at(-1);
  expect(last).toMatchObject({ done: 9, of: 10, cell: "gru", seed: 6 });
});

test("an option that is named stands for all cells: no learning rate is tried, parameters are counted from the number", async () => {
  const { outcome } = await follow(
    {},
    dailyTable(),
    { ...asked, learning_rate: 0.01 },
    { ...choices, parameters: 400 },
  );
  for (const { trials, learningRate, parameters } of outcome.cells) {
    expect([trials, learningRate]).toEqual([[], 0.01]);
    expect(Math.abs(parameters - 400)).toBeLessThan(60);
  }
  expect(outcome.configuration).toMatchObject({ parameters: 400, learning_rate: 0.01, cells: ["lstm", "gru"] });
});

test("the tests are over the squared errors of each window, averaged over steps and seeds", async () => {
  const { outcome } = await whole;
  const { cells, tests, baselines, baseline, validation } = outcome;
  const bestBaseline = baseline.model;
  const square = (cell: CompareOutcome["cells"][number]): number =>
    cell.runs.reduce((sum, { score }) => sum + score.rmse * score.rmse, 0) / cell.runs.length;
  const bar = baselines.find(({ model }) => model === bestBaseline)!.rmse ** 2;
  expect([baseline.on, baselines[validation.indexOf(Math.min(...validation))]!.model]).toEqual([
    "validation",
    bestBaseline,
  ]);
  expect(tests.map(({ first, second, against }) => [first, second, against])).toEqual([
    ["lstm", bestBaseline, "baseline"],
    ["gru", bestBaseline, "baseline"],
    ["gru", "lstm", "cell"],
  ]);
  // Every target is known: means over windows are means over points.
  const [lstm, gru] = cells.map(square) as [number, number];
  for (const [at, change] of [lstm / bar - 1, gru / bar - 1, gru / lstm - 1].entries()) {
    expect(tests[at]!.change).toBeCloseTo(change, 10);
  }
  expect([outcome.windows, outcome.independent]).toEqual([30, 10]);
  for (const { p, adjusted } of tests) expect(adjusted).toBeGreaterThanOrEqual(p!);
});

test("changing the test rows changes scores, and nothing that was chosen or trained", async () => {
  const { outcome } = await whole;
  const changed = ["y", "wind"].reduce(
    (frame, column) => withValues(frame, column, (value, row) => (row >= firstTestRow ? 3 * value - 90 : value)),
    dailyTable(),
  );
  const other = await follow({}, changed);
  const fixed = ({ cells }: CompareOutcome) =>
    cells.map(({ units, trials, learningRate, runs }) =>
      timeless([units, trials, learningRate, runs.map(({ weightsSha256 }) => weightsSha256)]),
    );
  expect(fixed(other.outcome)).toEqual(fixed(outcome));
  expect(other.outcome.configuration).toEqual(outcome.configuration);
  expect([other.outcome.baseline, other.outcome.validation]).toEqual([outcome.baseline, outcome.validation]);
  expect(other.outcome.cells[0]!.mean.rmse).not.toBe(outcome.cells[0]!.mean.rmse);
});

test("a comparison that was interrupted ends as one that was not", async () => {
  const { outcome, events } = await whole;
  const controller = new AbortController();
  const reached: CompareEvent[] = [];
  const stopped = (async () => {
    for await (const event of compareStream(dailyTable(), asked, choices, { signal: controller.signal })) {
      reached.push(event);
      if (event.kind === "epoch" && event.cell === "gru" && event.seed === 6) controller.abort(new Error("enough"));
    }
  })();
  await expect(stopped).rejects.toThrow("enough");
  const state = statesOf(reached).at(-1)!;
  expect(state.cells.map(({ cell, runs }) => [cell, runs.length])).toEqual([
    ["lstm", 2],
    ["gru", 1],
  ]);
  for (const resume of [statesOf(events)[1]!, state, statesOf(events).at(-1)!]) {
    const again = await follow({ resume });
    expect(timeless(again.outcome)).toEqual(timeless(outcome));
  }
});

test("the state of another comparison, or none at all, is refused", async () => {
  const state = statesOf((await whole).events)[0]!;
  const refused = async (resume: unknown, options = asked, what = choices) =>
    expect(await follow({ resume }, dailyTable(), options, what).catch((error: unknown) => error));
  const differs = { kind: "usage", code: "checkpoint_differs", details: { option: "--resume" } };
  (await refused(state, { ...asked, seed: 6 })).toMatchObject(differs);
  (await refused(state, asked, { ...choices, seeds: 3 })).toMatchObject(differs);
  for (const broken of [null, "{}", { ...state, format: "gatecast-tune" }, { ...state, cells: [{ cell: "lstm" }] }]) {
    (await refused(broken)).toMatchObject({ kind: "model", code: "checkpoint_unreadable" });
  }
});

/** A GRU without a reset gate, whose units also leak: equations that depend on how many there are. */
const mineWith = (leak: PerUnit) =>
  cell({
    name: "mine",
    source: "for tests",
    states: ["h"],
    gates: { z: "x + h", n: "x + h" },
    fixed: { leak },
    step: ({ z, n }, { h }, fixed) => {
      const update = sigmoid(z);
      const kept = complement(update).times(h).times(complement(fixed.leak));
      return { h: kept.plus(update.times(tanh(n))) };
    },
  });
const mine = mineWith((unit, units) => (unit + 1) / (2 * units));

test("a cell of one's own is compared like any other, its equations made for the units that it gets", async () => {
  const what = { cells: ["lstm", mine], seeds: 1 };
  const { outcome, events } = await follow({}, dailyTable(), asked, what);
  const own = outcome.cells[1]!;
  expect([own.cell, own.failure]).toEqual(["mine", null]);
  expect(own.units[0]).toBeGreaterThan(4);
  const alone = await fit(dailyTable(), {
    ...{ ...asked, cell: mine, units: [...own.units], learning_rate: own.learningRate! },
  });
  alone.model.close();
  expect(own.runs[0]!.weightsSha256).toBe(alone.outcome.weightsSha256);
  // The equations are part of what is compared: with others, an earlier state is none.
  const [resume] = statesOf(events);
  const other = { cells: ["lstm", mineWith(() => 0.25)], seeds: 1 };
  await expect(follow({ resume }, dailyTable(), asked, other)).rejects.toMatchObject({ code: "checkpoint_differs" });
  const taken = { cells: [{ ...mine, name: "gru" }] };
  await expect(follow({}, dailyTable(), asked, taken)).rejects.toMatchObject({ code: "option_conflict" });
});

test("a cell that cannot be in the network that was asked for is told, and the others are compared", async () => {
  const { outcome } = await follow(
    {},
    dailyTable(),
    { ...asked, units: [4], sparsity: 0.5 },
    { cells: ["lstm", "tcn"], seeds: 1 },
  );
  expect(outcome.cells.map(({ failure }) => failure?.code)).toEqual([undefined, "network_impossible"]);
  const many = follow({}, dailyTable(), { ...asked, dilations: [1, 2] }, choices);
  await expect(many).rejects.toMatchObject({ code: "network_impossible", details: { option: "--dilations" } });
});

test("what fit refuses of a cell is a failure of that cell, with the reason that fit gives", async () => {
  for (const [more, cells] of [
    [{ sparsity: 0.5 }, ["tcn", "sru"]],
    [{ pretrain: 1 }, ["attention"]],
    [{ units: [4, 4] }, ["attention"]],
  ] as const) {
    const options = { ...asked, ...more, epochs: 1, units: [...("units" in more ? more.units : [4])] };
    const { outcome } = await follow({}, dailyTable(), options, { cells: ["lstm", ...cells], seeds: 1 });
    const reasons = cells.map((cell) =>
      fit(dailyTable(), { ...options, cell }).catch((error: Problem) => ({ code: error.code, message: error.message })),
    );
    expect(outcome.cells.map(({ failure }) => failure)).toMatchObject([null, ...(await Promise.all(reasons))]);
  }
});

/** Lets trainings of some cell fail, by how often it was made before. */
function failing(cell: string, fail: (made: number) => Error | null): void {
  const create = Network.create.bind(Network);
  let made = 0;
  vi.spyOn(Network, "create").mockImplementation((engine, spec, ...rest) => {
    const [layer] = spec.layers;
    const error = layer?.kind === "recurrent" && layer.cell === cell ? fail(made++) : null;
    return error === null ? create(engine, spec, ...rest) : Promise.reject(error);
  });
}

const diverged = new Problem("usage", "training_diverged", "Training broke down in epoch 2: the loss is NaN.");

test("a cell that fails is told with its reason, and the others are compared without it", async () => {
  const { outcome: all } = await whole;
  for (const [fail, facts] of [
    [() => new EngineMemoryError(5e9), { code: "too_large", seed: null }],
    [(made: number) => (made === 4 ? diverged : null), { code: "training_diverged", seed: 6 }],
  ] as const) {
    failing("gru", fail);
    const { outcome, events } = await follow();
    vi.restoreAllMocks();
    const [lstm, gru] = outcome.cells;
    expect(timeless(lstm)).toEqual(timeless(all.cells[0]));
    expect(gru).toMatchObject({ runs: [], failure: facts });
    expect(gru!.mean.rmse).toBeNaN();
    expect(outcome.tests.map(({ first, second }) => [first, second])).toEqual([["lstm", outcome.baseline.model]]);
    expect(outcome.notes).toContainEqual(expect.objectContaining({ code: "compare_failed" }));
    expect(events.filter(({ kind }) => kind === "failure")).toHaveLength(1);
    // What has failed is not tried again.
    const resumed = await follow({ resume: statesOf(events).at(-1)! });
    expect(timeless(resumed.outcome)).toEqual(timeless(outcome));
  }
});

test("a learning rate that breaks down is not taken, and no reason to give the cell up", async () => {
  const { outcome: all } = await whole;
  const best = [0.001, 0.0003, 0.003].indexOf(all.cells[1]!.learningRate!);
  failing("gru", (made) => (made === best ? diverged : null));
  const { outcome } = await follow();
  const { trials, runs, learningRate, failure } = outcome.cells[1]!;
  expect([failure, runs.length, trials[best]!.error]).toEqual([null, 2, null]);
  expect(trials[best]!.failure).toMatchObject({ code: "training_diverged" });
  expect(learningRate).not.toBe(all.cells[1]!.learningRate);
});

test("where all cells fail there is nothing to compare", async () => {
  failing("gru", () => diverged);
  const failed = follow({}, dailyTable(), asked, { cells: ["gru"], seeds: 1 });
  await expect(failed).rejects.toMatchObject({ kind: "usage", code: "training_diverged" });
  vi.restoreAllMocks();
  const refused = follow({}, dailyTable(), { ...asked, sparsity: 0.5 }, { cells: ["tcn"], seeds: 1 });
  await expect(refused).rejects.toMatchObject({
    code: "network_impossible",
    details: { hint: "Leave out --sparsity, or choose other --cells.", option: "--sparsity" },
  });
  const both = follow({}, dailyTable(), { ...asked, sparsity: 0.5 }, { cells: ["tcn", "sru"], seeds: 1 });
  await expect(both).rejects.toMatchObject({
    message: "None of the cells can be compared.",
    details: { found: expect.stringMatching(/tcn: .*sru: /), option: "--cells" },
  });
  // A fault of ours is no failure of a cell.
  failing("gru", () => new Error("internal"));
  await expect(follow({}, dailyTable(), asked, { cells: ["lstm", "gru"], seeds: 1 })).rejects.toThrow("internal");
});

test("networks that stay on their linear start forecast as ridge does, and nobody is better", async () => {
  const { outcome } = await follow({}, dailyTable(), { ...asked, linear_path: true, epochs: 0, learning_rate: 0.001 });
  expect(outcome.tests.map(({ reason, because, p }) => [reason, because, p])).toEqual([
    ["same", "same", null],
    ["same", "same", null],
    ["same", "same", null],
  ]);
  expect(outcome.baseline.model).toBe("ridge");
  expect(outcome.verdict).toBe("level");
});

test("on a test part of few windows nobody is called better, and one seed has no spread", async () => {
  const { outcome } = await follow({}, dailyTable(), { ...asked, horizon: 4 }, { cells: ["lstm"], seeds: 1 });
  expect(outcome.tests.map(({ because }) => because)).toEqual(["too_few"]);
  expect(outcome.cells[0]!.deviation.rmse).toBeNaN();
});

test("all memory is given back", async () => {
  const create = vi.spyOn(Engine, "create");
  await follow({}, dailyTable(), { ...asked, epochs: 1 }, { cells: ["gru"], seeds: 1 });
  const engines = await Promise.all(create.mock.results.map(({ value }) => value as Promise<Engine>));
  expect(engines.length).toBeGreaterThan(3);
  expect(engines.map(({ bytes }) => bytes)).toEqual(engines.map(() => 0));
});

test("a cell that reads a graph is compared with one that sees the same columns without edges", async () => {
  const { past: _, ...rest } = asked;
  const weights = [
    [0, 1],
    [1, 0],
  ];
  const what = { cells: ["gru", "t-gcn"], seeds: 1 };
  const { outcome } = await follow({}, dailyTable(), { ...rest, graph: { nodes: ["wind", "y"], weights } }, what);
  expect(outcome.cells.map(({ cell, failure }) => [cell, failure])).toEqual([
    ["gru", null],
    ["t-gcn", null],
  ]);
  expect(outcome.configuration).toMatchObject({ past: ["wind"], graph: { nodes: ["y", "wind"] } });
  // Without a graph the other cell is compared, the first of the list or not; alone, it is refused as fit refuses it.
  const { outcome: without, events } = await follow({}, dailyTable(), rest, { cells: ["t-gcn", "gru"], seeds: 1 });
  expect(without.cells.map(({ cell, failure }) => [cell, failure?.code])).toEqual([
    ["t-gcn", "graph_missing"],
    ["gru", undefined],
  ]);
  expect([without.cells[1]!.units, without.cells[1]!.parameters]).toEqual([[4], without.budget]);
  expect(without.cells[0]).toMatchObject({ units: [], parameters: 0, learningRate: null });
  expect(events.find(({ kind }) => kind !== "note")).toMatchObject({ kind: "failure", cell: "t-gcn" });
  const alone = follow({}, dailyTable(), rest, { cells: ["t-gcn"], seeds: 1 });
  await expect(alone).rejects.toMatchObject({ code: "graph_missing", details: { option: "--graph" } });
});

test("a cell whose best epoch is none in every run is said to be untrained, and so is the network of fit", async () => {
  // Steps so long that every epoch is worse than the drawn weights.
  const rough = { ...asked, learning_rate: 10 };
  const { outcome } = await follow({}, dailyTable(), rough, { cells: ["lstm"], seeds: 2 });
  expect(outcome.cells[0]!.runs.map(({ bestEpoch }) => bestEpoch)).toEqual([0, 0]);
  const note = { code: "compare_untrained", facts: { model: "lstm", runs: 2, of: 2 } };
  expect(outcome.notes).toContainEqual(note);
  expect(compareConclusion(outcome, "en")).toContain("Beware: of lstm every run is an untrained network");
  expect(compareConclusion(outcome, "zh")).toContain("lstm 的每次训练得到的都是未经训练的网络");
  const once = { ...outcome, notes: [{ ...note, facts: { ...note.facts, runs: 1 } }] };
  expect(compareConclusion(once, "en")).not.toContain("untrained");
  const alone = await fit(dailyTable(), rough);
  alone.model.close();
  expect(alone.outcome.notes).toContainEqual({ code: "untrained_kept", facts: { epochs: expect.any(Number) } });
  // Where nothing was to be trained, nothing is said of it.
  const none = await follow(
    {},
    dailyTable(),
    { ...asked, epochs: 0, learning_rate: 0.01 },
    { cells: ["lstm"], seeds: 1 },
  );
  expect(none.outcome.notes.map(({ code }) => code)).not.toContain("compare_untrained");
});
