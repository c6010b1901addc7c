import { type EngineOptions, split, seed as toSeed } from "@gatecast/engine";
import { Network } from "@gatecast/nn";
import { weightsHash } from "../artifact/index.ts";
import { type Frame, Problem } from "../contracts/index.ts";
import { checkNetworkSpec } from "../fit/check-network-spec.ts";
import { checkSequence } from "../fit/check-sequence.ts";
import type { Choice } from "../fit/choose.ts";
import { openEngine } from "../fit/open-engine.ts";
import type { FitSettings } from "../fit/options.ts";
import { searchAndRefit } from "../fit/search-and-refit.ts";
import type { Sizes } from "../fit/sizes.ts";
import { Trial, type ValidationBlock } from "../fit/trial.ts";
import { networkSpec } from "../models/index.ts";
import { type Failure, failureOf } from "../tune/failure-of.ts";
import { ranked } from "../tune/rungs.ts";
import { cellOptions, type Entrant } from "./choices.ts";
import type { CompareEvent } from "./events.ts";
import type { CellRun, RateTrial } from "./outcome.ts";
import { type CellProgress, freshCell } from "./progress.ts";
import { scoreRun } from "./score-run.ts";
import { sizeCell } from "./units.ts";

/** What all cells of a comparison share. */
export interface ContestParts {
  /** Up to the last known target. */
  readonly frame: Frame;
  /** As they were asked for, with whatever was chosen for all; cell, units, learning rate and seed are each training's own. */
  readonly settings: FitSettings;
  readonly sizes: Sizes;
  readonly choice: Choice;
  readonly budget: number;
  /** Learning rates to try; none where one was asked for. */
  readonly rates: readonly number[];
  readonly seeds: readonly number[];
  /** Validation windows on which learning rates are compared. */
  readonly blocks: readonly ValidationBlock[];
  /** The target column. `[T]` */
  readonly actual: Float64Array;
  /** The denominator of MASE. */
  readonly seasonalScale: number;
  readonly signal: AbortSignal | undefined;
  readonly engine: EngineOptions | undefined;
}

/** Why a training came to nothing whose numbers are none. */
const NOT_FINITE = { code: "not_finite", message: "Its forecasts are not finite." };

/**
 * One cell on its way: sized to the budget, its learning rate chosen among few on validation rows with the first seed, then
 * trained with every seed as `fit` trains, and scored. What `fit` would refuse, or what fails, ends this cell and no other.
 */
export class CellContest {
  progress: CellProgress;
  private readonly parts: ContestParts;
  private readonly entrant: Entrant;
  private readonly before: number;
  private readonly of: number;
  private seed: number | null = null;

  /** `place`: which of how many cells it is. */
  constructor(
    parts: ContestParts,
    entrant: Entrant,
    known: CellProgress | undefined,
    place: { at: number; cells: number },
  ) {
    const trainings = parts.rates.length + parts.seeds.length;
    this.parts = parts;
    this.entrant = entrant;
    this.progress = known ?? freshCell(entrant.name);
    this.before = place.at * trainings;
    this.of = place.cells * trainings;
  }

  /** Ends with `progress`, which is worth saving whenever a trial, a run or a failure is told. */
  async *run(): AsyncGenerator<CompareEvent, void, void> {
    const { cell, failure } = this.progress;
    if (failure !== null) return;
    try {
      yield* this.through();
    } catch (error) {
      const reason = failureOf(error);
      if (reason === null) throw error;
      const failed = { ...reason, seed: this.seed };
      this.progress = { ...this.progress, runs: [], losses: [], failure: failed };
      yield { kind: "failure", cell, failure: failed };
    }
  }

  private async *through(): AsyncGenerator<CompareEvent, void, void> {
    const { rates, seeds, choice, settings, budget } = this.parts;
    const { cell } = this.progress;
    const { task } = choice;
    checkSequence({ ...settings, cell });
    this.progress = { ...this.progress, ...sizeCell(task, settings, this.entrant, budget) };
    checkNetworkSpec(this.settingsOf(settings.seed, settings.learning_rate), task.lookback, task.horizon);
    for (const rate of rates.slice(this.progress.trials.length)) {
      const trial = yield* this.tryRate(rate);
      this.progress = { ...this.progress, trials: [...this.progress.trials, trial] };
      yield { kind: "trial", cell, trial };
    }
    const rate = rates.length === 0 ? settings.learning_rate : bestRate(this.progress.trials);
    for (const seed of seeds.slice(this.progress.runs.length)) {
      this.seed = seed;
      const { losses, ...run } = yield* this.train(seed, rate);
      if (!losses.every(Number.isFinite)) throw problemOf(NOT_FINITE);
      const summed = losses.map((loss, w) => loss + (this.progress.losses[w] ?? 0));
      this.progress = { ...this.progress, runs: [...this.progress.runs, run], losses: summed };
      yield { kind: "run", cell, run };
    }
  }

  /** Tries a learning rate on validation rows; one that breaks down is no reason to give the cell up. */
  private async *tryRate(learningRate: number): AsyncGenerator<CompareEvent, RateTrial, void> {
    const { frame, sizes, choice, blocks, signal, engine } = this.parts;
    const settings = this.settingsOf(this.parts.seeds[0]!, learningRate);
    const nothing = { learningRate, epochs: 0, bestEpoch: 0, rmse: null, promise: 1, seconds: 0 };
    let reached = nothing;
    try {
      const trial = new Trial(frame, settings, { ...sizes, lookbacks: [choice.task.lookback] });
      const stream = trial.train({ epochs: settings.epochs, blocks, signal, engine });
      for (;;) {
        const next = await stream.next();
        if (next.done === true) {
          const { epochs, bestEpoch, rmse, promise, seconds } = next.value;
          const known = Number.isFinite(rmse);
          const trained = { learningRate, epochs, bestEpoch, promise, seconds };
          return { ...trained, rmse: known ? rmse : null, failure: known ? null : NOT_FINITE };
        }
        const { epoch, seconds } = next.value;
        reached = { ...nothing, epochs: epoch, seconds };
        yield this.told("trial", settings, epoch, settings.epochs);
      }
    } catch (error) {
      const failure = failureOf(error);
      if (failure === null) throw error;
      return { ...reached, failure };
    }
  }

  /** Trains with one seed, and scores the test windows once. */
  private async *train(
    seed: number,
    learningRate: number,
  ): AsyncGenerator<CompareEvent, CellRun & { readonly losses: readonly number[] }, void> {
    const { frame, sizes, choice, actual, seasonalScale, signal } = this.parts;
    const { task } = choice;
    const settings = this.settingsOf(seed, learningRate);
    const columns = 1 + task.past.length + task.future.length;
    const work = { windows: sizes.rows.train, lookback: task.lookback, columns, units: settings.units };
    const engine = await openEngine(this.parts.engine, work);
    try {
      const network = await Network.create(engine, networkSpec(task, settings), split(toSeed(seed), "network"));
      const stream = searchAndRefit(
        { engine, network, frame, settings, sizes, choice },
        { saved: null, signal, checkpoint: nothingSaved },
      );
      let next = await stream.next();
      for (; next.done !== true; next = await stream.next()) {
        if (next.value.kind !== "epoch") continue;
        const { phase, record, epochs } = next.value;
        yield this.told(phase, settings, record.epoch, epochs);
      }
      const { train, refit, start } = next.value;
      const windows = start.table.within(sizes.rows.train + sizes.rows.validation, frame.time.length);
      const options = { model: settings.cell, asFeatures: settings.window_as === "features" };
      return {
        seed,
        ...scoreRun(engine, network, { windows, actual, seasonalScale }, options),
        epochs: train.history.length - 1,
        bestEpoch: train.best.epoch,
        seconds: train.history.at(-1)!.seconds + refit.history.at(-1)!.seconds,
        weightsSha256: await weightsHash(network.parameters),
      };
    } finally {
      engine.close();
    }
  }

  private settingsOf(seed: number, learningRate: number): FitSettings {
    const { settings } = this.parts;
    const units = [...this.progress.units];
    return { ...settings, ...cellOptions(this.entrant, units), units, learning_rate: learningRate, seed };
  }

  private told(
    phase: "trial" | "train" | "refit",
    { cell, learning_rate, seed }: FitSettings,
    epoch: number,
    epochs: number,
  ): CompareEvent {
    const { trials, runs } = this.progress;
    const done = this.before + trials.length + runs.length;
    return { kind: "epoch", cell, phase, learningRate: learning_rate, seed, epoch, epochs, done, of: this.of };
  }
}

/** The learning rate with the lowest validation error; of equals the one that promises more, then the one tried first. */
export function bestRate(trials: readonly RateTrial[]): number {
  const [best] = ranked(trials.map(({ rmse, promise }, trial) => ({ trial, rmse, promise })));
  if (best === undefined) throw problemOf(trials[0]?.failure ?? NOT_FINITE);
  return trials[best.trial]!.learningRate;
}

const problemOf = ({ code, message }: Failure): Problem => new Problem("usage", code, message);

/** Between two trainings everything is saved that counts; in the middle of one nothing is. */
const nothingSaved = (): Promise<Uint8Array> => Promise.resolve(new Uint8Array());
