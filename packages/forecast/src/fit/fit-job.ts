import { type Engine, seed, split } from "@gatecast/engine";
import { Network, type ScheduleSpec } from "@gatecast/nn";
import { weightsHash } from "../artifact/index.ts";
import type { Frame, Outcome } from "../contracts/index.ts";
import { columnOf, timeAt } from "../data/index.ts";
import { seasonalScale } from "../evaluate/index.ts";
import { networkSpec, RidgeProblem, type RidgeWeights, ridgeInputs } from "../models/index.ts";
import { fitPreparation, originsWithin, type Prepared, pastOf, prepareFrame } from "../prepare/index.ts";
import { type TrainData, type TrainState, trainNetwork } from "../train/index.ts";
import { loadCheckpoint, saveCheckpoint } from "./checkpoint.ts";
import type { Choice } from "./choose.ts";
import type { FitEvent, FitRun } from "./events.ts";
import { foldCutoffs } from "./folds.ts";
import { Forecaster } from "./forecaster.ts";
import type { Fitted } from "./model.ts";
import type { FitSettings } from "./options.ts";
import { outcomeOf } from "./outcome.ts";
import { lastRows } from "./rows-ahead.ts";
import { runHash } from "./run-hash.ts";
import type { Sizes } from "./sizes.ts";

/** What a network must gain over its linear start on validation before it takes its place: less is noise. */
const MARGIN = 0.01;

/** Where training starts on one part of the past. */
interface Start extends TrainData {
  readonly ridge: RidgeWeights;
  readonly start: Float32Array;
}

/** One fit, from its choices to its model. */
export class FitJob {
  private readonly choice: Choice;
  private readonly engine: Engine;
  private readonly frame: Frame;
  private readonly settings: FitSettings;
  private readonly sizes: Sizes;

  constructor(engine: Engine, frame: Frame, settings: FitSettings, sizes: Sizes, choice: Choice) {
    this.engine = engine;
    this.frame = frame;
    this.settings = settings;
    this.sizes = sizes;
    this.choice = choice;
  }

  async *run({ signal, resume }: FitRun): AsyncGenerator<FitEvent, Fitted, void> {
    const { engine, frame, settings, sizes, choice } = this;
    const { rows } = sizes;
    const network = await Network.create(
      engine,
      networkSpec(choice.task, settings),
      split(seed(settings.seed), "network"),
    );
    const id = await runHash(frame, choice.task, this.configuration());
    const saved = resume === undefined ? null : await loadCheckpoint(resume, id, 3 * network.parameters.floats);

    const search = foldCutoffs(rows).map((cutoff) => this.start(network, cutoff, rows.validation));
    const folds = search.filter(({ train, validation }, f) => f === 0 || (train.length > 0 && validation.length > 0));
    const train = yield* this.train(network, "train", folds, {
      epochs: settings.epochs,
      schedule: settings.schedule,
      state: saved?.train,
      signal,
      checkpoint: (state) => saveCheckpoint(id, { train: state, refit: null }),
    });
    const beforeTest = rows.train + rows.validation;
    const refit = this.start(network, beforeTest, 0);
    const refitted = yield* this.train(network, "refit", [refit], {
      epochs: train.best.epoch,
      // The refit walks through the same learning rates as the search did.
      schedule: { kind: "list", rates: train.history.map(({ learningRate }) => learningRate) },
      state: saved?.refit ?? undefined,
      signal,
      checkpoint: (state) => saveCheckpoint(id, { train, refit: state }),
    });

    const { task } = choice;
    const model = new Forecaster({
      engine,
      network,
      task,
      preparation: refit.prepared.preparation,
      windowAs: settings.window_as,
      ridge: refit.ridge,
      season: sizes.season,
      seasonalScale: seasonalScale(pastOf(columnOf(frame, task.target).values, beforeTest), sizes.season),
      last: lastRows(frame, task, refit.prepared.preparation),
      fittedUntil: timeAt(frame.time, beforeTest - 1),
      description: {
        ...task,
        season: sizes.season,
        cell: settings.cell,
        seed: settings.seed,
        parameters: network.parameters.count,
        weightsSha256: await weightsHash(network.parameters),
        configuration: this.configuration(),
        scored: null,
      },
    });
    const outcome = outcomeOf(frame, model, { settings, sizes, choice, progress: { train, refit: refitted } });
    const scored = outcome.verdict === "not_scored" ? null : metricsOnly(outcome);
    const described = new Forecaster({ ...model.parts, description: { ...model.description, scored } });
    return { outcome, model: described };
  }

  /** Preparation, ridge and a fresh network on the rows before `cutoff`; the `ahead` rows behind it are for validation. */
  private start(network: Network, cutoff: number, ahead: number): Start {
    const { engine, frame, choice, settings } = this;
    const preparation = fitPreparation(choice.preparation, frame, choice.task, cutoff);
    const prepared = prepareFrame(preparation, frame, choice.task);
    const train = originsWithin(prepared, 0, cutoff);
    const validation = originsWithin(prepared, cutoff, cutoff + ahead);
    const ridge = new RidgeProblem(engine, prepared, train).solve(choice.strength) ?? silentRidge(prepared);
    network.initialize();
    if (settings.linear_path) {
      network.parameters.write("linear.weight", ridge.weight);
      network.parameters.write("linear.bias", ridge.bias);
    }
    return { prepared, ridge, train, validation, start: network.parameters.snapshot() };
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
  private configuration(): Record<string, unknown> {
    const { settings, sizes, choice } = this;
    const { rows } = sizes;
    return {
      ...settings,
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
