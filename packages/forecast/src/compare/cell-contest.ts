import { Problem } from "../contracts/index.ts";
import type { FitSettings } from "../fit/options.ts";
import { type Failure, failureOf } from "../tune/failure-of.ts";
import { ranked } from "../tune/rungs.ts";
import { type Entrant, settingsFor } from "./choices.ts";
import type { CompareEvent } from "./events.ts";
import type { Ground, Step, Trained } from "./ground.ts";
import type { RateTrial } from "./outcome.ts";
import { type CellProgress, freshCell } from "./progress.ts";
import type { SizedCell } from "./units.ts";

/** What every cell of a comparison is given. */
export interface Terms {
  readonly ground: Ground;
  /** Learning rates to try; none where one was asked for. */
  readonly rates: readonly number[];
  readonly seeds: readonly number[];
}

/** Why a training came to nothing whose numbers are none. */
const NOT_FINITE = { code: "not_finite", message: "Its forecasts are not finite." };

/**
 * One cell on its way: its learning rate chosen among few on validation rows with the first seed, then trained with every seed as
 * `fit` trains, and scored. What fails ends this cell and no other.
 */
export class CellContest {
  progress: CellProgress;
  private readonly terms: Terms;
  private readonly entrant: Entrant;
  private readonly before: number;
  private readonly of: number;
  private seed: number | null = null;

  /** `place`: which of how many cells it is. */
  constructor(
    terms: Terms,
    entrant: Entrant,
    sized: SizedCell,
    known: CellProgress | undefined,
    place: { at: number; cells: number },
  ) {
    const trainings = terms.rates.length + terms.seeds.length;
    this.terms = terms;
    this.entrant = entrant;
    this.progress = known ?? { ...freshCell(entrant.name), ...sized };
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
      this.progress = { ...this.progress, runs: [], losses: [], perSeries: [], failure: failed };
      yield { kind: "failure", cell, failure: failed };
    }
  }

  private async *through(): AsyncGenerator<CompareEvent, void, void> {
    const { ground, rates, seeds } = this.terms;
    const { measure } = ground;
    const { cell } = this.progress;
    for (const rate of rates.slice(this.progress.trials.length)) {
      const trial = yield* this.tryRate(rate);
      this.progress = { ...this.progress, trials: [...this.progress.trials, trial] };
      yield { kind: "trial", cell, trial, measure };
    }
    const rate = rates.length === 0 ? ground.settings.learning_rate : bestRate(this.progress.trials);
    for (const seed of seeds.slice(this.progress.runs.length)) {
      this.seed = seed;
      const settings = this.settingsOf(seed, rate);
      const { losses, perSeries, score, ...trained } = yield* this.told(settings, ground.train(settings));
      if (!losses.every(Number.isFinite)) throw problemOf(NOT_FINITE);
      const run = { seed, score: { ...score, model: cell }, ...trained };
      this.progress = {
        ...this.progress,
        runs: [...this.progress.runs, run],
        losses: summed(this.progress.losses, losses),
        perSeries: summed(this.progress.perSeries, perSeries),
      };
      yield { kind: "run", cell, run, measure };
    }
  }

  /** Tries a learning rate on validation rows; one that breaks down is no reason to give the cell up. */
  private async *tryRate(learningRate: number): AsyncGenerator<CompareEvent, RateTrial, void> {
    const { ground, seeds } = this.terms;
    const settings = this.settingsOf(seeds[0]!, learningRate);
    let [epochs, seconds] = [0, 0];
    try {
      const tried = yield* this.told(settings, ground.tryOut(settings), (step) => {
        ({ epoch: epochs, seconds } = step);
      });
      const isKnown = Number.isFinite(tried.error);
      return {
        ...{ learningRate, ...tried },
        ...(isKnown ? { failure: null } : { error: null, failure: NOT_FINITE }),
      };
    } catch (error) {
      const failure = failureOf(error);
      if (failure === null) throw error;
      return { learningRate, epochs, bestEpoch: 0, error: null, promise: 1, seconds, failure };
    }
  }

  /** A training, its epochs told as events; it ends where the reader leaves it. */
  private async *told<Result>(
    { learning_rate: learningRate, seed }: FitSettings,
    training: AsyncGenerator<Step, Result, void>,
    onStep: (step: Step) => void = () => {},
  ): AsyncGenerator<CompareEvent, Result, void> {
    const { cell } = this.progress;
    const done = this.before + this.progress.trials.length + this.progress.runs.length;
    try {
      for (;;) {
        const next = await training.next();
        if (next.done === true) return next.value;
        onStep(next.value);
        const { phase, epoch, epochs } = next.value;
        yield { kind: "epoch", cell, phase, learningRate, seed, epoch, epochs, done, of: this.of };
      }
    } finally {
      await training.return(undefined as never);
    }
  }

  private settingsOf(seed: number, learningRate: number): FitSettings {
    const { settings } = this.terms.ground;
    return { ...settingsFor(this.entrant, settings, this.progress.units), learning_rate: learningRate, seed };
  }
}

const summed = (sums: readonly number[], more: Trained["losses"]): number[] =>
  more.map((value, at) => value + (sums[at] ?? 0));

/** The learning rate with the lowest validation error; of equals the one that promises more, then the one tried first. */
export function bestRate(trials: readonly RateTrial[]): number {
  const [best] = ranked(trials.map(({ error, promise }, trial) => ({ trial, rmse: error, promise })));
  if (best === undefined) throw problemOf(trials[0]?.failure ?? NOT_FINITE);
  return trials[best.trial]!.learningRate;
}

const problemOf = ({ code, message }: Failure): Problem => new Problem("usage", code, message);
