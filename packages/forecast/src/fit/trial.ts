import { Engine, type EngineOptions, seed, split } from "@gatecast/engine";
import { Network } from "@gatecast/nn";
import type { CalendarFeature, EpochRecord, Frame, WindowForecasts } from "../contracts/index.ts";
import { columnOf } from "../data/index.ts";
import { forecastNetwork, forecastRidge, networkSpec } from "../models/index.ts";
import { type PreparationSpec, readValues } from "../prepare/index.ts";
import { type TrainState, trainNetwork } from "../train/index.ts";
import { type Choice, choose } from "./choose.ts";
import { foldCutoffs } from "./folds.ts";
import { linearStart, startOf, type TableStart, trainOptions } from "./linear-start.ts";
import { meanSquare } from "./mean-square.ts";
import { openEngine } from "./open-engine.ts";
import type { FitSettings } from "./options.ts";
import type { Sizes } from "./sizes.ts";

/** Neighbouring validation windows on which several configurations are compared. */
export interface ValidationBlock {
  /** Training ends before this row; several blocks may lie behind the same. */
  readonly cutoff: number;
  readonly origins: Int32Array;
  /** Targets of these windows that were read. */
  readonly targets: number;
}

/** Settings in which nothing is left to be chosen. */
export type Configuration = FitSettings & {
  readonly lookback: number;
  readonly preparation: PreparationSpec;
  readonly calendar: CalendarFeature[];
  readonly ridge_strength: number;
};

/** How far a trial has come. */
export interface TrialResult {
  /** Epochs trained in all; fewer than were asked for where early stopping or `stop` ended it. */
  readonly epochs: number;
  /** The epoch that early stopping keeps; 0 is the linear start. */
  readonly bestEpoch: number;
  /** RMSE after the best epoch over all blocks, in the target's own unit. */
  readonly rmse: number;
  /** The same of each block. */
  readonly perBlock: readonly number[];
  /** The same of ridge on the same inputs. */
  readonly ridge: number;
  /** Strength of ridge: as asked for, or as validation rows prefer it. */
  readonly strength: number;
  /** Lowest validation loss so far relative to the start's: what promises a gain before there is one. */
  readonly promise: number;
  readonly parameters: number;
  /** Of training, all stretches together. */
  readonly seconds: number;
  /** `fit` would train no further. */
  readonly isFinished: boolean;
}

/** How one stretch of training is run. */
export interface TrialRun {
  /** Trains until so many epochs are done in all. */
  readonly epochs: number;
  readonly blocks: readonly ValidationBlock[];
  /** Asked after each epoch: end here? */
  readonly stop?: () => boolean;
  readonly signal?: AbortSignal | undefined;
  readonly engine?: EngineOptions | undefined;
}

type Fold = TableStart & { readonly cutoff: number };

/**
 * One configuration on its way: trained on the rows before each validation part exactly as `fit` does it, so that `fit` with
 * `configuration` finds the same best epoch and the same weights; but a few epochs at a time, and measured in the target's
 * own unit on windows that other configurations share. Test rows enter nowhere. Between two stretches it holds weights only.
 */
export class Trial {
  private readonly frame: Frame;
  private readonly settings: FitSettings;
  private readonly sizes: Sizes;
  private choice: Choice | null = null;
  private state: TrainState | null = null;
  /** Weights of every fold after the best epoch. */
  private best: readonly Float32Array[] = [];
  private ridge = Number.NaN;

  /** `frame` ends with the last known target; `sizes` are those that `settleSizes` finds for it. */
  constructor(frame: Frame, settings: FitSettings, sizes: Sizes) {
    this.frame = frame;
    this.settings = settings;
    this.sizes = sizes;
  }

  /** Chooses what the settings leave open, with ridge on validation rows. Throws the signal's reason when aborted. */
  async settle(signal?: AbortSignal): Promise<Choice> {
    if (this.choice !== null) return this.choice;
    const { frame, settings, sizes } = this;
    const engine = await Engine.create();
    try {
      const choosing = choose(engine, frame, settings, sizes.rows, sizes, signal);
      for (;;) {
        const next = await choosing.next();
        if (next.done !== true) continue;
        this.choice = next.value;
        return next.value;
      }
    } finally {
      engine.close();
    }
  }

  /** Everything that was asked for and chosen, as `fit` takes it; once settled. */
  get configuration(): Configuration {
    const { settings, sizes, choice } = this;
    if (choice === null) throw new Error("internal: a trial has no configuration before it is settled");
    return {
      ...settings,
      calendar: [...choice.task.calendar],
      lookback: choice.task.lookback,
      horizon: choice.task.horizon,
      split: { ...sizes.rows },
      preparation: choice.preparation,
      ridge_strength: choice.strength,
    };
  }

  /**
   * Trains on from where it stands, yields each epoch, and measures what was reached.
   * @throws Problem `training_diverged` (usage); EngineMemoryError; the signal's reason when aborted, after which it can go on.
   */
  async *train({ epochs, blocks, stop, signal, engine: asked }: TrialRun): AsyncGenerator<EpochRecord, TrialResult> {
    const { task, strength } = await this.settle(signal);
    const { settings, sizes } = this;
    const columns = 1 + task.past.length + task.future.length;
    const work = { windows: sizes.rows.train, lookback: task.lookback, columns, units: settings.units };
    const engine = await openEngine(asked, work);
    try {
      const network = await Network.create(engine, networkSpec(task, settings), split(seed(settings.seed), "network"));
      const folds = await this.folds(engine, network, signal);
      const measure = (forecast: (fold: Fold, f: number, origins: Int32Array) => WindowForecasts) =>
        errorsOver(readValues(columnOf(this.frame, task.target)), blocks, folds, forecast);
      if (this.state === null) {
        this.ridge = rootMean(
          blocks,
          measure(({ ridge, table }, _, origins) => {
            const part = table.at(origins);
            return forecastRidge(engine, ridge, part.prepared, part.origins, [...origins]);
          }),
        );
      }
      const stream = this.epochs(engine, network, folds, signal);
      let isFinished = false;
      while (!isFinished) {
        const next = await stream.next();
        if (next.done === true) isFinished = true;
        else {
          const record = this.reached(next.value);
          yield record;
          if (record.epoch >= epochs || stop?.() === true) break;
        }
      }
      const state = this.state!;
      await stream.return(state);
      const asFeatures = settings.window_as === "features";
      const errors = measure(({ table }, f, origins) => {
        network.parameters.restore(this.best[f]!);
        const part = table.at(origins);
        const options = { model: settings.cell, asFeatures };
        return { ...forecastNetwork(engine, network, part.prepared, part.origins, options), origins: [...origins] };
      });
      const trained = state.history.length - 1;
      return {
        epochs: trained,
        bestEpoch: state.best.epoch,
        rmse: rootMean(blocks, errors),
        perBlock: errors.map(Math.sqrt),
        ridge: this.ridge,
        strength,
        promise: promiseOf(state.history.map(({ validationLoss }) => validationLoss)),
        parameters: network.parameters.count,
        seconds: state.history.at(-1)!.seconds,
        isFinished: isFinished || trained >= settings.epochs,
      };
    } finally {
      engine.close();
    }
  }

  /** Lets go of all weights: training would begin anew, and end in the same ones. */
  forget(): void {
    this.state = null;
    this.best = [];
  }

  private reached(state: TrainState): EpochRecord {
    const record = state.history.at(-1)!;
    this.state = state;
    if (state.best.epoch === record.epoch) this.best = state.folds.map(({ weights }) => weights);
    return record;
  }

  /** The parts of the past, each with the linear start and fresh weights. */
  private async folds(engine: Engine, network: Network, signal: AbortSignal | undefined): Promise<Fold[]> {
    const { frame, settings, sizes } = this;
    const from = { engine, frame, settings, choice: this.choice! };
    const fresh = network.parameters.snapshot();
    const folds: Fold[] = [];
    for (const cutoff of foldCutoffs(sizes.rows)) {
      const part = { cutoff, ahead: sizes.rows.validation };
      const fold = { cutoff, ...(await startOf(linearStart(network, fresh, from, part, { signal }))) };
      if (folds.length === 0 || (fold.train.count > 0 && fold.validation.count > 0)) folds.push(fold);
    }
    return folds;
  }

  private epochs(
    engine: Engine,
    network: Network,
    folds: readonly Fold[],
    signal: AbortSignal | undefined,
  ): AsyncGenerator<TrainState, TrainState> {
    const { settings, state } = this;
    const order = split(split(seed(settings.seed), "order"), "train");
    return trainNetwork(
      { engine, network, folds, seed: order },
      { ...trainOptions(settings), epochs: settings.epochs, schedule: settings.schedule },
      { state: state ?? undefined, signal },
    );
  }
}

/** Mean squared error over the known targets of each block. */
function errorsOver(
  actual: Float64Array,
  blocks: readonly ValidationBlock[],
  folds: readonly Fold[],
  forecast: (fold: Fold, f: number, origins: Int32Array) => WindowForecasts,
): number[] {
  return blocks.map(({ cutoff, origins }) => {
    const f = folds.findIndex((fold) => fold.cutoff === cutoff);
    return meanSquare(actual, forecast(folds[f]!, f, origins));
  });
}

function rootMean(blocks: readonly ValidationBlock[], errors: readonly number[]): number {
  const targets = blocks.reduce((sum, block) => sum + block.targets, 0);
  return Math.sqrt(blocks.reduce((sum, block, b) => sum + block.targets * errors[b]!, 0) / targets);
}

/** Lowest validation loss relative to the start's, the first. */
export function promiseOf([start = Number.NaN, ...losses]: readonly number[]): number {
  const lowest = losses.reduce((least, loss) => Math.min(least, loss), start);
  return start > 0 ? lowest / start : 1;
}
