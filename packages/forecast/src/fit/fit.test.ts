import { expect, test } from "vitest";
import type { Problem } from "../contracts/index.ts";
import { airPassengers, frameFrom } from "../data/index.ts";
import { type FitEvent, fit, fitStream, loadModel, readFitOptions } from "./index.ts";
import { dailyTable, QUICK, withValues } from "./series.fixture.ts";

const problemOf = async (work: Promise<unknown>): Promise<Problem> =>
  (await work.then(
    () => expect.unreachable("it should have been refused"),
    (error: unknown) => error,
  )) as Problem;

test("the outcome names the network first, then every baseline, on the same windows", async () => {
  const { outcome, model } = await fit(dailyTable(), { ...QUICK, past: ["wind"] });
  const names = ["lstm", "persistence", "seasonal_naive", "drift", "climatology", "ridge"];
  expect(outcome.scores.map((score) => score.model)).toEqual(names);
  expect(outcome.test.map((forecasts) => forecasts.model)).toEqual(names);
  for (const forecasts of outcome.test) expect(forecasts.origins).toEqual(outcome.test[0]!.origins);
  expect(outcome.test[0]!.origins[0]).toBe(outcome.rows.train + outcome.rows.validation - 1);
  expect(outcome.test[0]!.origins.at(-1)).toBe(160 - 3 - 1);
  model.close();
});

test("the covariate that drives the series is used: network and ridge beat persistence by far", async () => {
  const { outcome, model } = await fit(dailyTable(400), { ...QUICK, horizon: 1, past: ["wind"], future: ["plan"] });
  const [network, persistence, , , , ridge] = outcome.scores;
  expect(network!.rmse).toBeLessThan(0.3 * persistence!.rmse);
  expect(ridge!.rmse).toBeLessThan(0.3 * persistence!.rmse);
  model.close();
});

test("the same seed gives the same weights, another seed gives others", async () => {
  const hash = async (seed: number) => {
    const { outcome, model } = await fit(dailyTable(), { ...QUICK, linear_path: false, seed });
    model.close();
    return outcome.weightsSha256;
  };
  expect(await hash(1)).toBe(await hash(1));
  expect(await hash(1)).not.toBe(await hash(2));
});

test("a run resumed from any checkpoint ends in the same weights, bit for bit", async () => {
  const options = {
    ...QUICK,
    epochs: 4,
    dropout: 0.2,
    linear_path: false,
    schedule: { kind: "plateau", factor: 0.5, patience: 1 },
  } as const;
  const checkpoints: Uint8Array[] = [];
  const stream = fitStream(dailyTable(), options);
  let next = await stream.next();
  for (; next.done !== true; next = await stream.next()) {
    if (next.value.kind === "checkpoint") checkpoints.push(await next.value.bytes());
  }
  const { outcome, model } = next.value;
  model.close();
  // Epoch 0 and the epochs of the search, then the same of the refit.
  expect(checkpoints.length).toBe(outcome.history.length);
  for (const resume of checkpoints) {
    const again = await fit(dailyTable(), options, { resume });
    expect(again.outcome.weightsSha256).toBe(outcome.weightsSha256);
    expect(again.outcome.scores).toEqual(outcome.scores);
    again.model.close();
  }
});

test("a checkpoint of other data or another configuration is refused", async () => {
  let resume: Uint8Array | undefined;
  for await (const event of fitStream(dailyTable(), QUICK)) {
    if (event.kind === "checkpoint") resume = await event.bytes();
  }
  const changed = withValues(dailyTable(), "y", (value, row) => (row === 3 ? value + 1 : value));
  const other = await problemOf(fit(changed, QUICK, { resume: resume! }));
  expect(other).toMatchObject({ kind: "usage", code: "checkpoint_differs", details: { option: "--resume" } });
  const longer = await problemOf(fit(dailyTable(), { ...QUICK, epochs: 9 }, { resume: resume! }));
  expect(longer.code).toBe("checkpoint_differs");
  const truncated = await problemOf(fit(dailyTable(), QUICK, { resume: resume!.subarray(0, 999) }));
  expect(truncated.kind).toBe("model");
});

test("an aborted fit stops within the epoch and throws the signal's reason", async () => {
  const controller = new AbortController();
  const events: FitEvent[] = [];
  const run = fit(
    dailyTable(),
    { ...QUICK, epochs: 100_000, patience: 100_000 },
    {
      signal: controller.signal,
      onEvent(event) {
        events.push(event);
        if (event.kind === "epoch" && event.record.epoch === 2) controller.abort(new Error("enough"));
      },
    },
  );
  await expect(run).rejects.toThrow("enough");
  expect(events.filter((event) => event.kind === "epoch").length).toBe(3);
});

test("early stopping restores the best epoch, and the learning rate of each epoch is reported", async () => {
  const { outcome, model } = await fit(dailyTable(), { ...QUICK, epochs: 60, patience: 4, linear_path: false });
  const refitFrom = outcome.history.findLastIndex((record) => record.epoch === 0);
  const losses = outcome.history.slice(0, refitFrom).map((record) => record.validationLoss);
  expect(outcome.bestEpoch).toBe(losses.indexOf(Math.min(...losses)));
  expect(outcome.history.length - refitFrom).toBe(outcome.bestEpoch + 1);
  const last = losses.length - 1;
  expect(last === 60 || last === outcome.bestEpoch + 4).toBe(true);
  expect(outcome.history[1]!.learningRate).toBe(0.001);
  model.close();
});

test("without options a season is found, one season is forecast and two or three are looked back on", async () => {
  const notes: string[] = [];
  const { outcome, model } = await fit(
    airPassengers(),
    { target: "passengers", epochs: 1 },
    {
      onEvent: (event) => event.kind === "note" && notes.push(event.note.code),
    },
  );
  expect(outcome.season).toBe(12);
  expect(outcome.horizon).toBe(12);
  expect([24, 36]).toContain(outcome.lookback);
  expect(notes).toEqual(["season_found", "horizon_chosen", "preparation_chosen"]);
  model.close();
});

test("missing readings are filled in for the network, never scored", async () => {
  const frame = withValues(dailyTable(), "y", (value, row) => (row % 9 === 4 ? Number.NaN : value));
  const { outcome, model } = await fit(frame, QUICK);
  expect(Number.isFinite(outcome.scores[0]!.rmse)).toBe(true);
  expect(outcome.notes).toContainEqual({ code: "targets_missing", facts: { count: 18 } });
  model.close();
});

test("a network may first learn to fill in hidden steps: another start, the same one every time", async () => {
  const weights = async (pretrain: number) => {
    const own = { cell: "bert-lstm", linear_path: false, epochs: 1, pretrain };
    const { outcome, model } = await fit(dailyTable(), { ...QUICK, ...own });
    model.close();
    return outcome.weightsSha256;
  };
  const [without, once] = [await weights(0), await weights(2)];
  expect(once).not.toBe(without);
  expect(await weights(2)).toBe(once);
});

test.each([
  [{ lookback: 200 }, "data", "too_few_rows", "160 rows"],
  [{ horizon: 0 }, "usage", "option_invalid", "--horizon"],
  [{ cell: "lstn" }, "usage", "cell_unknown", "lstm"],
  [{ epohcs: 3 }, "usage", "option_unknown", "epochs"],
  [{ past: ["y"] }, "usage", "option_conflict", "--past"],
  [{ cell: "attention", units: [8, 8] }, "usage", "option_conflict", "--units"],
  [{ cell: "attention", pretrain: 2 }, "usage", "option_conflict", "--pretrain"],
  [{ past: ["wnd"] }, "data", "column_missing", "wind"],
  [{ target: "z" }, "data", "target_missing", "z"],
  [{ split: { train: 0.9, test: 0.9 } }, "usage", "split_impossible", "--test"],
])("%j is refused as %s, %s, with the fact %s", async (change, kind, code, fact) => {
  const problem = await problemOf(fit(dailyTable(), { ...QUICK, ...change } as never));
  expect(problem).toMatchObject({ name: "Problem", kind, code });
  expect(JSON.stringify([problem.message, problem.details])).toContain(fact);
});

test("a preparation or a place that cannot be is refused with all that can", () => {
  const refused = (options: object): Problem => {
    try {
      readFitOptions({ target: "y", ...options });
    } catch (error) {
      return error as Problem;
    }
    return expect.unreachable("it should have been refused");
  };
  const { needed } = refused({ preparation: { target: [{ kind: "logarithm" }] } }).details;
  for (const kind of ["forward_fill", "log", "box_cox", "min_max", "standard", "robust", "difference", "seasonal_mean"])
    expect(needed).toContain(kind);
  // A key within another is told what that one takes, not what stands beside it.
  const within = refused({ split: { tst: 0.2 } });
  expect(within.details).toMatchObject({ found: "split.tst", option: "split.tst" });
  expect(within.details.needed).toContain("train, validation, test");
  expect(within.details.needed).not.toContain("lookback");
  expect(refused({ split: 5 }).message).toBe("split cannot be 5.");
  const isMissing = refused({ preparation: { target: [], window: "none" } });
  expect(isMissing.message).toBe('"preparation.covariates" is missing in the configuration.');
  expect(isMissing.details).toMatchObject({
    found: 'under "preparation" only target, window',
    needed: expect.stringContaining("lists of steps for target and covariates"),
    hint: 'Write "covariates" under "preparation", an empty list where nothing is to be done: covariates: [].',
    option: "preparation.covariates",
  });
  expect(refused({ schedule: { kind: "step", every: 3 } })).toMatchObject({
    message: '"schedule.factor" is missing in the configuration.',
    details: { found: 'under "schedule" only kind, every', hint: 'Write "factor" under "schedule".' },
  });
  expect(
    refused({ preparation: { target: [{ kind: "log" }, { kind: "z" }], covariates: [], window: "none" } }),
  ).toMatchObject({
    message: 'preparation.target[1].kind cannot be "z".',
    details: { option: "preparation.target[1].kind" },
  });
  expect(refused({ holidays: "China" }).details).toMatchObject({ option: "--holidays", found: '"China"' });
  expect(readFitOptions({ target: "y", holidays: "DE-BY" }).holidays).toBe("DE-BY");
});

test("training that breaks down says so and what to change", async () => {
  const options = {
    ...QUICK,
    linear_path: false,
    learning_rate: 10,
    clip_norm: 0,
    optimizer: "sgd",
    epochs: 500,
    patience: 500,
  } as const;
  const frame = frameFrom({ columns: { y: Float64Array.from({ length: 160 }, (_, t) => t * t) } });
  const problem = await problemOf(
    fit(frame, { ...options, preparation: { target: [], covariates: [], window: "none" } }),
  );
  expect(problem).toMatchObject({ kind: "usage", code: "training_diverged", details: { option: "--learning-rate" } });
});

test("values that cleaning put there are inputs only: never targets, never scored", async () => {
  const frame = dailyTable(400);
  const gap = (row: number): boolean => row % 9 === 4 && row < 390;
  const column = frame.columns[0]!;
  const nonsense = column.values.map((value, row) => (gap(row) ? -1e6 : value));
  const filled = Uint8Array.from(column.values, (_, row) => (gap(row) ? 1 : 0));
  const cleaned = { ...frame, columns: [{ ...column, values: nonsense, filled }, ...frame.columns.slice(1)] };
  const missing = withValues(frame, "y", (value, row) => (gap(row) ? Number.NaN : value));
  const [one, other] = [await fit(cleaned, { ...QUICK, horizon: 1 }), await fit(missing, { ...QUICK, horizon: 1 })];
  const baselines = ({ outcome }: typeof one) => outcome.scores.slice(1, -1);
  // Baselines look at readings alone, and all are scored on readings alone.
  expect(baselines(one)).toEqual(baselines(other));
  one.model.close();
  other.model.close();
});

test("no forecast starts where an input was filled in with the help of later readings", async () => {
  const frame = dailyTable(400);
  const filled = new Uint8Array(400).fill(2, 350, 360);
  const columns = frame.columns.map((column) => (column.name === "wind" ? { ...column, filled } : column));
  const { outcome, model } = await fit({ ...frame, columns }, { ...QUICK, horizon: 1, past: ["wind"] });
  const { origins } = outcome.test[0]!;
  expect(origins).toContain(349);
  expect(origins).toContain(360);
  for (let row = 350; row < 360; row++) expect(origins).not.toContain(row);
  model.close();
});

test("the calendar is chosen where it helps, reaches beyond the end, and a saved model forecasts alike", async () => {
  const months = Float64Array.from(
    { length: 240 },
    (_, t) => [0, 9, 2, 7, 1, 8, 3, 6, 5, 4, 2, 9][t % 12]! + (t % 5) / 5,
  );
  const frame = frameFrom({ start: "2000-01", step: "month", columns: { y: months } });
  const preparation = { target: [{ kind: "standard" as const }], covariates: [], window: "none" as const };
  const options = { target: "y", lookback: 3, horizon: 4, units: [4], epochs: 2, preparation };
  const { outcome, model } = await fit(frame, options);
  expect(outcome.configuration.calendar).toEqual(["month"]);
  const score = (name: string) => outcome.scores.find((one) => one.model === name)!.rmse;
  expect(score("ridge")).toBeLessThan(0.7 * score("persistence"));
  expect(score("climatology")).toBeLessThan(0.5);
  const loaded = await loadModel(await model.save());
  expect(loaded.forecast().forecasts.values).toEqual(outcome.beyond[0]!.values);
  model.close();
  loaded.close();
});
