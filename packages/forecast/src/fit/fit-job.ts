import { type Engine, seed, split } from "@gatecast/engine";
import { Network, type ScheduleSpec } from "@gatecast/nn";
import { weightsHash } from "../artifact/index.ts";
import type { Frame, Outcome } from "../contracts/index.ts";
import { columnOf, timeAt } from "../data/index.ts";
import { seasonalScale } from "../evaluate/index.ts";
import {
  climatology,
  drift,
  fitBaseline,
  linearPathWeight,
  networkSpec,
  persistence,
  RidgeProblem,
  type RidgeWeights,
  ridgeInputs,
  seasonalNaive,
} from "../models/index.ts";
import { fitPreparation, originsWithin, type Prepared, pastOf, prepareFrame, readValues } from "../prepare/index.ts";
import { type TrainData, type TrainState, trainNetwork } from "../train/index.ts";
import { loadCheckpoint, saveCheckpoint } from "./checkpoint.ts";
import type { Choice } from "./choose.ts";
import type { FitEvent, FitRun } from "./events.ts";
import { foldCutoffs } from "./folds.ts";
import { Forecaster } from "./forecaster.ts";
import type { Fitted } from "./model.ts";
import type { FitSettings } from "./options.ts";
import { outcomeOf } from "./outcome.ts";
import type { Reading } from "./reading.ts";
import { lastRows } from "./rows-ahead.ts";
import { runHash } from "./run-hash.ts";
import type { Sizes } from "./sizes.ts";

/** What a network must gain over its linear start on validation before it takes its place: less is noise. */
const MARGIN = 0.01;

/** Where training starts on one part of the past. */
interface Start extends TrainData {
  readonly ridge: RidgeWeights;
  /** Ridge's equations had no solution: it says nothing but each window's own level. */
  readonly isSilent: boolean;
  readonly start: Float32Array;
}

/** One fit, from its choices to its model. */
export class FitJob {
  private readonly choice: Choice;
  private readonly engine: Engine;
  /** The table as it was given, and its rows up to the last known target where columns are known in advance. */
  private readonly whole: Frame;
  private readonly frame: Frame;
  private readonly settings: FitSettings;
  private readonly sizes: Sizes;

  constructor(engine: Engine, whole: Frame, frame: Frame, settings: FitSettings, sizes: Sizes, choice: Choice) {
    this.engine = engine;
    this.whole = whole;
    this.frame = frame;
    this.settings = settings;
    this.sizes = sizes;
    this.choice = choice;
  }

  async *run({ signal, resume, reading }: FitRun): AsyncGenerator<FitEvent, Fitted, void> {
    const { engine, frame, settings, sizes, choice } = this;
    const { rows } = sizes;
    const network = await Network.create(
      engine,
      networkSpec(choice.task, settings),
      split(seed(settings.seed), "network"),
    );
    const id = await runHash(frame, choice.task, this.configuration(reading));
    const saved = resume === undefined ? null : await loadCheckpoint(resume, id, 3 * network.parameters.floats);

    const fresh = network.parameters.snapshot();
    const search: Start[] = [];
    for (const cutoff of foldCutoffs(rows)) {
      search.push(await this.start(network, fresh, cutoff, rows.validation, signal));
    }
    const folds = search.filter(({ train, validation }, f) => f === 0 || (train.length > 0 && validation.length > 0));
    const train = yield* this.train(network, "train", folds, {
      epochs: settings.epochs,
      schedule: settings.schedule,
      state: saved?.train,
      signal,
      checkpoint: (state) => saveCheckpoint(id, { train: state, refit: null }),
    });
    const beforeTest = rows.train + rows.validation;
    const refit = await this.start(network, fresh, beforeTest, 0, signal);
    const refitted = yield* this.train(network, "refit", [refit], {
      epochs: train.best.epoch,
      // The refit walks through the same learning rates as the search did.
      schedule: { kind: "list", rates: train.history.map(({ learningRate }) => learningRate) },
      state: saved?.refit ?? undefined,
      signal,
      checkpoint: (state) => saveCheckpoint(id, { train, refit: state }),
    });

    const { task } = choice;
    const past = pastOf(readValues(columnOf(frame, task.target)), beforeTest);
    const { season } = sizes;
    const baselineOptions = { season, time: frame.time };
    const model = new Forecaster({
      engine,
      network,
      task,
      preparation: refit.prepared.preparation,
      windowAs: settings.window_as,
      ridge: refit.ridge,
      baselines: [
        fitBaseline(persistence, past, baselineOptions),
        fitBaseline(seasonalNaive, past, baselineOptions),
        fitBaseline(drift, past, baselineOptions),
        fitBaseline(climatology, past, baselineOptions),
      ],
      season,
      seasonalScale: seasonalScale(pastOf(past.values, rows.train), season),
      last: lastRows(this.whole, task, refit.prepared.preparation),
      fittedUntil: timeAt(frame.time, beforeTest - 1),
      description: {
        ...task,
        season,
        cell: settings.cell,
        seed: settings.seed,
        parameters: network.parameters.count,
        weightsSha256: await weightsHash(network.parameters),
        reading: reading ?? null,
        configuration: this.configuration(reading),
        scored: null,
      },
    });
    const progress = { train, refit: refitted };
    const made = { whole: this.whole, settings, sizes, choice, progress, isSilent: refit.isSilent };
    const outcome = outcomeOf(frame, model, made);
    const scored = outcome.verdict === "not_scored" ? null : metricsOnly(outcome);
    const described = new Forecaster({ ...model.parts, description: { ...model.description, scored } });
    return { outcome, model: described };
  }

  /**
   * Preparation, ridge and fresh weights on the rows before `cutoff`; the `ahead` rows behind it are for validation.
   */
  private async start(
    network: Network,
    fresh: Float32Array,
    cutoff: number,
    ahead: number,
    signal: AbortSignal | undefined,
  ): Promise<Start> {
    const { engine, frame, choice, settings } = this;
    const preparation = fitPreparation(choice.preparation, frame, choice.task, cutoff);
    const prepared = prepareFrame(preparation, frame, choice.task);
    const train = originsWithin(prepared, 0, cutoff);
    const validation = originsWithin(prepared, cutoff, cutoff + ahead);
    const solved = (await RidgeProblem.of(engine, prepared, train, signal)).solve(choice.strength);
    const ridge = solved ?? silentRidge(prepared);
    network.parameters.restore(fresh);
    if (settings.linear_path) {
      network.parameters.write("linear.weight", linearPathWeight(ridge, prepared));
      network.parameters.write("linear.bias", ridge.bias);
    }
    return { prepared, ridge, isSilent: solved === null, train, validation, start: network.parameters.snapshot() };
  }

  private async *train(
    network: Network,
    phase: "train" | "refit",
    folds: readonly Start[],
    run: {
      readonly epochs: number;
      readonly schedule: ScheduleSpec;
      readonly state: TrainState | undefined;
      readonly signal: AbortSignal | undefined;
      readonly checkpoint: (state: TrainState) => Promise<Uint8Array>;
    },
  ): AsyncGenerator<FitEvent, TrainState, void> {
    const { engine, settings } = this;
    const { epochs, schedule, state, signal } = run;
    const order = split(split(seed(settings.seed), "order"), phase);
    const stream = trainNetwork(
      { engine, network, folds, seed: order },
      {
        loss: settings.loss,
        optimizer: settings.optimizer,
        learningRate: settings.learning_rate,
        schedule,
        clipNorm: settings.clip_norm,
        batch: settings.batch,
        epochs,
        patience: settings.patience,
        margin: settings.linear_path ? MARGIN : 0,
        asFeatures: settings.window_as === "features",
      },
      { state, signal },
    );
    for (;;) {
      const next = await stream.next();
      if (next.done === true) return next.value;
      const reached = next.value;
      yield { kind: "epoch", phase, record: reached.history.at(-1)!, epochs };
      yield { kind: "checkpoint", bytes: () => run.checkpoint(reached) };
    }
  }

  /** Everything that was asked for and chosen, enough to repeat the run. */
  private configuration(reading: Reading | undefined): Record<string, unknown> {
    const { settings, sizes, choice } = this;
    const { rows } = sizes;
    return {
      ...settings,
      ...(reading === undefined ? {} : { table: reading.options }),
      calendar: choice.task.calendar,
      lookback: choice.task.lookback,
      horizon: choice.task.horizon,
      split: { train: rows.train, validation: rows.validation, test: rows.test },
      preparation: choice.preparation,
      ridge_strength: choice.strength,
    };
  }
}

function metricsOnly({ scores }: Outcome) {
  const { rmse, mae, bias, mape, smape, mase, r2, mda } = scores[0]!;
  return { rmse, mae, bias, mape, smape, mase, r2, mda };
}

/** Where the equations have no solution, a map that says nothing: the window's own level. */
function silentRidge(prepared: Prepared): RidgeWeights {
  const { horizon } = prepared.task;
  return { weight: new Float64Array(ridgeInputs(prepared) * horizon), bias: new Float64Array(horizon) };
}
