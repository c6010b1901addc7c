import { type Engine, type LossName, type Seed, shuffled, split } from "@gatecast/engine";
import { learningRate, type Network, OPTIMIZERS, type OptimizerName, type ScheduleSpec, update } from "@gatecast/nn";
import { type EpochRecord, Problem } from "../contracts/index.ts";
import { predictionBatch, runBatches, WindowStore } from "../models/index.ts";
import type { Prepared } from "../prepare/index.ts";

/** How a network is trained. */
export interface TrainOptions {
  readonly loss: LossName;
  readonly optimizer: OptimizerName;
  readonly learningRate: number;
  readonly schedule: ScheduleSpec;
  readonly clipNorm: number;
  readonly batch: number;
  /** At most so many epochs. */
  readonly epochs: number;
  /** Epochs without a better validation loss before training stops. */
  readonly patience: number;
  /** Share by which the first better epoch must beat the start; the start stands otherwise. */
  readonly margin: number;
  readonly asFeatures: boolean;
}

/** What training is made of. Without validation windows, every epoch is trained and the last weights stand. */
export interface TrainInput {
  readonly engine: Engine;
  readonly network: Network;
  readonly prepared: Prepared;
  readonly train: Int32Array;
  readonly validation: Int32Array;
  /** Orders of the windows are drawn from its children. */
  readonly seed: Seed;
}

/** Everything that the next epoch depends on; saving it and starting from it again changes no bit. */
export interface TrainState {
  history: EpochRecord[];
  /** Updates made. */
  step: number;
  /** Weights and moments after the last epoch. */
  weights: Float32Array;
  best: { epoch: number; loss: number; weights: Float32Array };
}

/** Milliseconds between two looks at the world while an epoch runs. */
const BREATH = 100;

/**
 * Trains epoch by epoch, yields the state after each, and restores the best weights at the end (Prechelt 1998). Epoch 0 is
 * the start itself, so that training can end no worse on validation than it began. Starts from `state` where given. Throws
 * the signal's reason when aborted, and a Problem `training_diverged` at the first loss that is not finite.
 */
export async function* trainNetwork(
  input: TrainInput,
  options: TrainOptions,
  run: { readonly state?: TrainState | undefined; readonly signal?: AbortSignal | undefined } = {},
): AsyncGenerator<TrainState, TrainState> {
  const { engine, network, prepared, train, validation } = input;
  const batch = Math.min(options.batch, Math.max(train.length, 1));
  const evaluated = predictionBatch(validation.length, prepared.task.lookback);
  const store = new WindowStore(engine, prepared, {
    batch: Math.max(batch, evaluated),
    asFeatures: options.asFeatures,
  });
  const training = network.plan(batch, options.loss);
  const measuring = network.plan(evaluated, options.loss, "evaluate");
  const startedAt = performance.now();
  const known = (origins: Int32Array) => knownTargets(prepared, origins);

  const validationLoss = (): number => {
    let sum = 0;
    let count = 0;
    runBatches(measuring, store, validation, (origins) => {
      const weight = known(origins);
      sum += weight * measuring.loss!.value;
      count += weight;
    });
    return count === 0 ? Number.NaN : sum / count;
  };

  let step = 0;
  const trainEpoch = async (epoch: number, rate: number): Promise<number> => {
    const order = shuffled(train.length, split(input.seed, epoch));
    let sum = 0;
    let count = 0;
    let breath = performance.now() + BREATH;
    for (let from = 0; from < train.length; from += batch) {
      const origins = Int32Array.from(order.subarray(from, from + batch), (i) => train[i]!);
      store.gather(training, origins);
      training.plan.forward();
      const loss = training.loss!.value;
      training.plan.backward();
      step++;
      network.counter.step = step;
      const norm = update(network.parameters, OPTIMIZERS[options.optimizer], {
        learningRate: rate,
        step,
        clipNorm: options.clipNorm,
      });
      if (!Number.isFinite(loss) || !Number.isFinite(norm)) throw diverged(epoch, loss, rate);
      const weight = known(origins);
      sum += weight * loss;
      count += weight;
      if (performance.now() > breath) {
        await pause();
        run.signal?.throwIfAborted();
        breath = performance.now() + BREATH;
      }
    }
    return count === 0 ? Number.NaN : sum / count;
  };

  try {
    run.signal?.throwIfAborted();
    const state: TrainState = run.state ?? firstState(network, validationLoss());
    const before = state.history.at(-1)?.seconds ?? 0;
    network.parameters.restore(state.weights);
    step = state.step;
    network.counter.step = step;
    if (run.state === undefined) yield state;
    for (let epoch = state.history.length; epoch <= options.epochs; epoch++) {
      if (validation.length > 0 && epoch - 1 - state.best.epoch >= options.patience) break;
      const losses = state.history.slice(1).map((record) => record.validationLoss);
      const rate = learningRate(options.schedule, options.learningRate, epoch, options.epochs, losses);
      const trainLoss = await trainEpoch(epoch, rate);
      const loss = validationLoss();
      const seconds = before + (performance.now() - startedAt) / 1000;
      state.history.push({ epoch, trainLoss, validationLoss: loss, learningRate: rate, seconds });
      state.step = step;
      state.weights = network.parameters.snapshot();
      const bar = state.best.epoch === 0 ? (1 - options.margin) * state.best.loss : state.best.loss;
      if (validation.length === 0 || loss < bar) state.best = { epoch, loss, weights: state.weights };
      yield state;
      await pause();
      run.signal?.throwIfAborted();
    }
    network.parameters.restore(state.best.weights);
    return state;
  } finally {
    training.plan.close();
    measuring.plan.close();
    store.close();
  }
}

function firstState(network: Network, loss: number): TrainState {
  const weights = network.parameters.snapshot();
  return {
    history: [{ epoch: 0, trainLoss: Number.NaN, validationLoss: loss, learningRate: 0, seconds: 0 }],
    step: 0,
    weights,
    best: { epoch: 0, loss, weights },
  };
}

function knownTargets({ targets, task }: Prepared, origins: Int32Array): number {
  let count = 0;
  for (const origin of origins) {
    for (let k = 1; k <= task.horizon; k++) if (!Number.isNaN(targets[origin + k]!)) count++;
  }
  return count;
}

/** Lets timers, signals and other requests have their turn. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}

function diverged(epoch: number, loss: number, rate: number): Problem {
  return new Problem("usage", "training_diverged", `Training broke down in epoch ${epoch}: the loss is ${loss}.`, {
    found: `a loss of ${loss} at a learning rate of ${rate}`,
    needed: "finite losses",
    hint: "Use a smaller --learning-rate, or clip gradients with --clip-norm 1.",
    option: "--learning-rate",
  });
}
