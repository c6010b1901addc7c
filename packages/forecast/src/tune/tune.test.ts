import { Engine } from "@gatecast/engine";
import { expect, test, vi } from "vitest";
import type { Frame } from "../contracts/index.ts";
import { type FitOptions, fit } from "../fit/index.ts";
import { dailyTable, withValues } from "../fit/series.fixture.ts";
import { beatsFirst } from "./beats-first.ts";
import { type Tuned, type TuneEvent, type TuneRun, type TuneState, tune, tuneStream } from "./index.ts";

/** Small enough for a test; without the linear path the recurrent weights are all that forecasts, and they do learn. */
const open: FitOptions = {
  ...{ target: "y", past: ["wind"], horizon: 3, split: { validation: 20, test: 30 }, seed: 5 },
  ...{ units: [4], batch: 16, linear_path: false, epochs: 7, patience: 3, ridge_strength: 1 },
};
/** The same with inputs that need not be looked for. */
const asked: FitOptions = {
  ...{ ...open, lookback: 7, calendar: [] },
  preparation: { target: [{ kind: "standard" }], covariates: [{ kind: "standard" }], window: "last" },
};
const firstTestRow = 160 - 30;

async function search(run: TuneRun = {}, frame: Frame = dailyTable(), options = asked, trials = 6) {
  const events: TuneEvent[] = [];
  const stream = tuneStream(frame, options, { trials }, run);
  for (;;) {
    const next = await stream.next();
    if (next.done === true) return { tuned: next.value, events };
    events.push(next.value);
  }
}

/** The table without the time it took. */
const tableOf = ({ trials }: Tuned) => trials.map(({ seconds: _, ...row }) => row);
/** The search that others are compared with. */
const whole = search();
const statesOf = (events: readonly TuneEvent[]): TuneState[] =>
  events.flatMap((event) => (event.kind === "checkpoint" ? [JSON.parse(JSON.stringify(event.state))] : []));

test("the same seed gives the same table and the same winner, another seed another", async () => {
  const { tuned } = await whole;
  const again = await search();
  expect(tableOf(again.tuned)).toEqual(tableOf(tuned));
  expect(again.tuned.configuration).toEqual(tuned.configuration);
  const other = await search({}, dailyTable(), { ...asked, seed: 6 });
  expect(tableOf(other.tuned)).not.toEqual(tableOf(tuned));
});

test("changing any value of the test rows changes no trial and no winner", async () => {
  // Inputs are open too: what is offered and what ridge chooses could look ahead as well.
  const { tuned } = await search({}, dailyTable(), open);
  const changed = ["y", "wind"].reduce(
    (frame, column) => withValues(frame, column, (value, row) => (row >= firstTestRow ? 3 * value - 90 : value)),
    dailyTable(),
  );
  const other = await search({}, changed, open);
  expect(tableOf(other.tuned)).toEqual(tableOf(tuned));
  expect(other.tuned.configuration).toEqual(tuned.configuration);
  // The check can fail: a validation value does change the table.
  const earlier = withValues(dailyTable(), "y", (value, row) => (row === firstTestRow - 5 ? value + 9 : value));
  expect(tableOf((await search({}, earlier, open)).tuned)).not.toEqual(tableOf(tuned));
});

test("the first trial is what fit does unasked, trained to its end, and the best is no worse", async () => {
  const { tuned } = await whole;
  const [first] = tuned.trials;
  expect(first).toMatchObject({ trial: 1, settings: {}, isFinished: true });
  const able = tuned.trials.filter(({ trial, perBlock }) => trial === 1 || beatsFirst(first!.perBlock, perBlock));
  expect(able).toContainEqual(tuned.best);
  for (const { rmse } of able) expect(tuned.best.rmse).toBeLessThanOrEqual(rmse!);
  const alone = await search({}, dailyTable(), open, 1);
  const { outcome, model } = await fit(dailyTable(), open);
  model.close();
  expect(alone.tuned.configuration).toEqual(outcome.configuration);
  expect(alone.tuned.best.bestEpoch).toBe(outcome.bestEpoch);
});

test("a resumed search ends as an uninterrupted one", async () => {
  const { tuned, events } = await whole;
  const states = statesOf(events);
  for (const resume of [states[4]!, states.at(-1)!]) {
    const again = await search({ resume });
    expect(tableOf(again.tuned)).toEqual(tableOf(tuned));
    expect(again.tuned.configuration).toEqual(tuned.configuration);
  }
});

test("an interrupted search keeps the trials it has finished", async () => {
  const controller = new AbortController();
  const events: TuneEvent[] = [];
  const stopped = (async () => {
    for await (const event of tuneStream(dailyTable(), asked, { trials: 6 }, { signal: controller.signal })) {
      events.push(event);
      if (event.kind === "epoch" && event.trial === 4) controller.abort(new Error("enough"));
    }
  })();
  await expect(stopped).rejects.toThrow("enough");
  const resume = statesOf(events).at(-1)!;
  expect(resume.results.map(({ trial }) => trial)).toEqual([1, 2, 3]);
  expect(tableOf((await search({ resume })).tuned)).toEqual(tableOf((await whole).tuned));
});

test("the state of another search, or none at all, is refused", async () => {
  const state = statesOf((await whole).events)[0]!;
  const refused = async (resume: unknown, options = asked, frame = dailyTable()) =>
    expect(await search({ resume }, frame, options, 1).catch((error: unknown) => error));
  const differs = { kind: "usage", code: "checkpoint_differs", details: { option: "--resume" } };
  (await refused(state, { ...asked, seed: 6 })).toMatchObject(differs);
  // Named, a default is no longer varied.
  (await refused(state, { ...asked, cell: "lstm" })).toMatchObject(differs);
  const changed = withValues(dailyTable(), "y", (value, row) => (row === 3 ? value + 1 : value));
  (await refused(state, asked, changed)).toMatchObject(differs);
  const unreadable = { kind: "model", code: "checkpoint_unreadable" };
  for (const broken of [null, "{}", [], { ...state, format: "other" }, { ...state, results: [{ trial: 1 }] }]) {
    (await refused(broken)).toMatchObject(unreadable);
  }
});

test("what is told of the winner fits the table", async () => {
  for (const { tuned } of [await whole, await search({}, dailyTable(), asked, 1)]) {
    const [first] = tuned.trials;
    const lowest = Math.min(...tuned.trials.map(({ rmse }) => rmse!));
    const code =
      tuned.best.trial > 1 ? "tuned" : lowest === first!.rmse ? "tuned_default_stands" : "tuned_within_chance";
    expect(tuned.notes).toMatchObject([{ code, facts: { trials: tuned.trials.length, rmse: tuned.best.rmse } }]);
  }
  const spent = await search(
    {},
    dailyTable(),
    { ...asked, cell: "gru", dense: [], dropout: 0, learning_rate: 0.01 },
    6,
  );
  expect([spent.tuned.ended, spent.tuned.trials.length]).toEqual(["space", 1]);
  expect(spent.tuned.notes.map(({ code }) => code)).toEqual(["tuned_default_stands", "tune_space_exhausted"]);
});

test("limits that are none are refused with their option", async () => {
  const first = (limits: object) => tuneStream(dailyTable(), asked, limits).next();
  await expect(first({ trials: 0 })).rejects.toMatchObject({ kind: "usage", details: { option: "--trials" } });
  await expect(first({ seconds: Number.NaN })).rejects.toMatchObject({ details: { option: "--budget" } });
});

test("a network that cannot be is refused before any trial, as fit refuses it", async () => {
  for (const impossible of [
    { cell: "tcn", sparsity: 0.5 },
    { cell: "qrnn", sparsity: 0.5 },
  ] as const) {
    const options = { ...asked, ...impossible };
    const refused = await fit(dailyTable(), options).catch((error: unknown) => error);
    expect(refused).toMatchObject({ kind: "usage", code: "network_impossible" });
    await expect(search({}, dailyTable(), options)).rejects.toEqual(refused);
  }
});

test("a limit in seconds is counted on the clock that is given", async () => {
  let time = 5000;
  const now = () => {
    time += 300;
    return time;
  };
  const stream = tuneStream(dailyTable(), asked, { seconds: 4 }, { now });
  let next = await stream.next();
  while (next.done !== true) next = await stream.next();
  expect(next.value.ended).toBe("time");
  expect(next.value.seconds).toBeGreaterThanOrEqual(2);
  expect(next.value.notes.map(({ code }) => code)).toContain("tune_out_of_time");
});

test("the winner is fitted once, on the configuration that the table names", async () => {
  const kinds = new Set<string>();
  const { tuned, fitted } = await tune(
    dailyTable(),
    asked,
    { trials: 3 },
    { onEvent: ({ kind }) => void kinds.add(kind) },
  );
  expect(fitted.outcome.configuration).toEqual(tuned.configuration);
  expect(fitted.outcome.bestEpoch).toBe(tuned.best.bestEpoch);
  expect(fitted.outcome.scores[0]!.rmse).toBeGreaterThan(0);
  expect([...kinds].sort()).toEqual(["checkpoint", "choosing", "epoch", "note", "start", "trial"]);
  fitted.model.close();
});

test("every trial gives its memory back", async () => {
  const create = vi.spyOn(Engine, "create");
  await search({}, dailyTable(), asked, 3);
  const engines = await Promise.all(create.mock.results.map(({ value }) => value as Promise<Engine>));
  create.mockRestore();
  expect(engines.length).toBeGreaterThan(3);
  expect(engines.map(({ bytes }) => bytes)).toEqual(engines.map(() => 0));
});

test("a cell that reads a graph is searched for with its graph, whose nodes enter as columns", async () => {
  const { past: _, ...rest } = asked;
  const weights = [
    [0, 1],
    [1, 0],
  ];
  const options = { ...rest, cell: "t-gcn", graph: { nodes: ["wind", "y"], weights }, epochs: 2 };
  const { tuned } = await search({}, dailyTable(), options, 2);
  expect(tuned.trials.map(({ rmse }) => Number.isFinite(rmse))).toEqual([true, true]);
  expect([tuned.configuration.past, tuned.configuration.graph]).toEqual([["wind"], { nodes: ["y", "wind"], weights }]);
});
