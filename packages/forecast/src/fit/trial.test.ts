import { expect, test } from "vitest";
import type { Outcome } from "../contracts/index.ts";
import { type FitOptions, fit, readFitOptions } from "./index.ts";
import { dailyTable, withValues } from "./series.fixture.ts";
import { settleSizes } from "./sizes.ts";
import { Trial, type TrialResult, type TrialRun } from "./trial.ts";

/** Unprepared, so that losses are squared errors in the target's own unit. */
const frame = withValues(dailyTable(), "y", (value) => (value - 70) / 15);
const raw = { target: [], covariates: [], window: "none" } as const;
const options: FitOptions = {
  ...{ target: "y", lookback: 7, horizon: 3, split: { validation: 20, test: 30 }, calendar: [], seed: 5 },
  ...{ units: [4], linear_path: false, dropout: 0.1, learning_rate: 0.01, epochs: 9, patience: 3 },
  preparation: { ...raw, target: [], covariates: [] },
};

/** Every validation window of the three folds. */
const blocks = [110, 90, 70].map((cutoff) => ({
  cutoff,
  origins: Int32Array.from({ length: 18 }, (_, i) => cutoff - 1 + i),
  targets: 54,
}));

const trialOf = (more: FitOptions = options) => {
  const settings = readFitOptions({ ...options, ...more });
  return new Trial(frame, settings, settleSizes(frame, settings));
};

/** Trains, and says what was reached without the time it took. */
async function train(trial: Trial, run: Partial<TrialRun> = {}) {
  const losses: number[] = [];
  const stream = trial.train({ epochs: 9, blocks, ...run });
  for (;;) {
    const next = await stream.next();
    if (next.done === true) {
      const { seconds: _, ...result } = next.value;
      return { result, losses };
    }
    losses.push(next.value.validationLoss);
  }
}

async function fitted(more: FitOptions = options): Promise<Outcome> {
  const { outcome, model } = await fit(frame, { ...options, ...more });
  model.close();
  return outcome;
}

const searchOf = ({ history }: Outcome) => history.filter(({ validationLoss }) => !Number.isNaN(validationLoss));

test("a trial trains as fit does, and its error is that of the epoch which fit keeps", async () => {
  const trial = trialOf();
  const { result, losses } = await train(trial);
  const outcome = await fitted();
  expect(outcome.bestEpoch).toBeGreaterThan(0);
  expect(losses).toEqual(searchOf(outcome).map(({ validationLoss }) => validationLoss));
  expect(result).toMatchObject({ bestEpoch: outcome.bestEpoch, parameters: outcome.parameters });
  expect(result.rmse).toBeCloseTo(Math.sqrt(losses[outcome.bestEpoch]!), 6);
  const squares = result.perBlock.map((rmse) => rmse * rmse);
  expect(squares.reduce((sum, square) => sum + square, 0) / 3).toBeCloseTo(result.rmse * result.rmse, 6);
  expect(result.promise).toBe(Math.min(...losses) / losses[0]!);
  // What it says of itself repeats the run.
  expect((await fitted(trial.configuration)).weightsSha256).toBe(outcome.weightsSha256);
});

test("with the linear path epoch 0 is ridge", async () => {
  const { result } = await train(trialOf({ ...options, linear_path: true, dropout: 0 }), { epochs: 1 });
  expect(result.bestEpoch).toBe(0);
  expect(result.rmse).toBeCloseTo(result.ridge, 6);
});

test("training in stretches, with engines of their own, changes no bit", async () => {
  const whole = await train(trialOf());
  const trial = trialOf();
  const losses: number[] = [];
  let result: Omit<TrialResult, "seconds"> | undefined;
  for (const epochs of [0, 2, 3, 9]) {
    const stretch = await train(trial, { epochs });
    losses.push(...stretch.losses);
    result = stretch.result;
    if (epochs < 9) expect(result).toMatchObject({ epochs, isFinished: false });
  }
  expect(losses).toEqual(whole.losses);
  expect(result).toEqual(whole.result);
  trial.forget();
  expect(await train(trial)).toEqual(whole);
});

test("early stopping finishes a trial, and so does the last epoch", async () => {
  // So small a rate gains nothing that counts beside ridge.
  const kept = trialOf({ ...options, linear_path: true, learning_rate: 1e-6 });
  expect((await train(kept)).result).toMatchObject({ epochs: 3, bestEpoch: 0, isFinished: true });
  const short = trialOf({ ...options, epochs: 2 });
  expect((await train(short)).result).toMatchObject({ epochs: 2, isFinished: true });
});

test("a trial can be told to end after an epoch, and go on", async () => {
  const whole = await train(trialOf());
  const trial = trialOf();
  let asked = 0;
  const { result, losses } = await train(trial, { stop: () => ++asked === 3 });
  expect(result).toMatchObject({ epochs: 2, isFinished: false });
  expect([...losses, ...(await train(trial)).losses]).toEqual(whole.losses);
});

test("an aborted trial throws the reason and can go on", async () => {
  const whole = await train(trialOf());
  const trial = trialOf();
  const controller = new AbortController();
  const losses: number[] = [];
  const stopped = (async () => {
    for await (const record of trial.train({ epochs: 9, blocks, signal: controller.signal })) {
      losses.push(record.validationLoss);
      if (record.epoch === 2) controller.abort(new Error("enough"));
    }
  })();
  await expect(stopped).rejects.toThrow("enough");
  expect([...losses, ...(await train(trial)).losses]).toEqual(whole.losses);
});
