import type { Engine, Seed } from "@gatecast/engine";
import { learningRate, type Network, type ScheduleSpec } from "@gatecast/nn";
import type { EpochRecord } from "../contracts/index.ts";
import { pause } from "../contracts/pause.ts";
import { pruningEpochs } from "./pruning.ts";
import { type StepOptions, type TrainData, Trainer, WeightedMean } from "./trainer.ts";

/** Milliseconds between two looks at the world while epochs are short. */
const BREATH = 50;

/** How a network is trained. */
export interface TrainOptions extends StepOptions {
  readonly learningRate: number;
  readonly schedule: ScheduleSpec;
  /** At most so many epochs. */
  readonly epochs: number;
  /** Epochs without a better validation loss before training stops. */
  readonly patience: number;
  /**
   * Share by which an epoch must beat the start on the mean over the folds, while it is worse on none of them; the start
   * stands otherwise. At most this, less where many validation rows can tell less apart; 0 lets any gain count.
   */
  readonly margin: number;
}

/** A network trained side by side on one or more parts of the past, from weights of its own on each. */
export interface TrainInput {
  readonly engine: Engine;
  readonly network: Network;
  /** The first is the one whose weights are kept. Without validation windows every epoch is trained. */
  readonly folds: readonly (TrainData & { readonly start: Float32Array })[];
  /** Orders of the windows are drawn from its children. */
  readonly seed: Seed;
}

/** Everything that the next epoch depends on; saving it and starting from it again changes no bit. */
export interface TrainState {
  history: EpochRecord[];
  /** Validation loss at the start, updates made, and weights with moments after the last epoch, fold by fold. */
  folds: { startLoss: number; step: number; weights: Float32Array }[];
  /** The epoch with the lowest mean validation loss, the first fold's weights after it, and those of the other folds. */
  best: { epoch: number; loss: number; weights: Float32Array; others: readonly Float32Array[] };
}

/**
 * Trains epoch by epoch, yields the state after each, and restores the best weights at the end (early stopping: Prechelt
 * 1998). Epoch 0 is the start itself, so that training can end no worse on validation than it began. Goes on from `state`
 * where given. Throws the signal's reason when aborted, and a Problem `training_diverged`.
 */
export async function* trainNetwork(
  input: TrainInput,
  options: TrainOptions,
  run: { readonly state?: TrainState | undefined; readonly signal?: AbortSignal | undefined } = {},
): AsyncGenerator<TrainState, TrainState> {
  const { engine, network, folds } = input;
  const { signal } = run;
  const startedAt = performance.now();
  const trainers: Trainer[] = [];
  try {
    for (const fold of folds) trainers.push(new Trainer(engine, network, fold, options));
    const targets = folds.map(({ validation }) => validation.known);
    const validated = folds.reduce((sum, { validation }) => sum + validation.rows, 0);
    const margin = Math.min(options.margin, 10 / validated);
    signal?.throwIfAborted();
    const state = run.state ?? firstState(trainers, input, targets);
    if (run.state === undefined) yield state;
    const before = state.history.at(-1)!.seconds;
    // While weights are still being pruned nothing can be kept, and patience has not begun.
    const pruned = options.pruning === undefined ? 0 : pruningEpochs(options.pruning.epochs).end;
    let breath = 0;
    for (let epoch = state.history.length; epoch <= options.epochs; epoch++) {
      if (validated > 0 && epoch - 1 - Math.max(state.best.epoch, pruned) >= options.patience) break;
      const losses = state.history.slice(1).map((record) => record.validationLoss);
      const rate = learningRate(options.schedule, options.learningRate, epoch, options.epochs, losses);
      const trainLoss = new WeightedMean();
      const validationLoss = new WeightedMean();
      const reached: TrainState["folds"] = [];
      let worse = false;
      for (const [f, trainer] of trainers.entries()) {
        const { startLoss, step, weights } = state.folds[f]!;
        network.parameters.restore(weights);
        network.counter.step = step;
        trainLoss.add(await trainer.epoch(epoch, rate, input.seed, signal), folds[f]!.train.count);
        const measured = trainer.validationLoss();
        validationLoss.add(measured, targets[f]!);
        worse ||= measured > startLoss;
        reached.push({ startLoss, step: network.counter.step, weights: network.parameters.snapshot() });
      }
      const loss = validationLoss.value;
      const seconds = before + (performance.now() - startedAt) / 1000;
      // Nothing is written before the whole epoch is done: an interrupted one leaves the state as it was.
      state.history.push({ epoch, trainLoss: trainLoss.value, validationLoss: loss, learningRate: rate, seconds });
      state.folds = reached;
      const bar = Math.min(state.best.loss, (1 - margin) * state.history[0]!.validationLoss);
      if (validated === 0 || (epoch >= pruned && loss < bar && !(worse && margin > 0)))
        state.best = { epoch, loss, ...apart(reached.map(({ weights }) => weights)) };
      yield state;
      // Short epochs share a turn: a pause takes longer than many of them.
      if (performance.now() > breath) {
        await pause();
        breath = performance.now() + BREATH;
      }
      signal?.throwIfAborted();
    }
    network.parameters.restore(state.best.weights);
    return state;
  } finally {
    for (const trainer of trainers) trainer.close();
  }
}

/** The start of every fold, measured before anything is learnt. */
function firstState(
  trainers: readonly Trainer[],
  { network, folds }: TrainInput,
  targets: readonly number[],
): TrainState {
  const mean = new WeightedMean();
  const starts = trainers.map((trainer, f) => {
    const { start } = folds[f]!;
    network.parameters.restore(start);
    const startLoss = trainer.startLoss();
    mean.add(startLoss, targets[f]!);
    return { startLoss, step: 0, weights: start };
  });
  const loss = mean.value;
  return {
    history: [{ epoch: 0, trainLoss: Number.NaN, validationLoss: loss, learningRate: 0, seconds: 0 }],
    folds: starts,
    best: { epoch: 0, loss, ...apart(folds.map(({ start }) => start)) },
  };
}

function apart([weights, ...others]: readonly Float32Array[]): Pick<TrainState["best"], "weights" | "others"> {
  return { weights: weights!, others };
}
