import { type Engine, type LossName, type Seed, shuffled, split } from "@gatecast/engine";
import { type Network, OPTIMIZERS, type OptimizerName, update } from "@gatecast/nn";
import { Problem } from "../contracts/index.ts";
import { pause } from "../contracts/pause.ts";
import { predictionBatch, runBatches, WindowStore } from "../models/index.ts";
import type { Prepared } from "../prepare/index.ts";

/** How a training step is done. */
export interface StepOptions {
  readonly loss: LossName;
  readonly optimizer: OptimizerName;
  readonly clipNorm: number;
  /** Windows in a step; 32 where absent, fewer where an epoch would have less than eight steps. */
  readonly batch: number | undefined;
  readonly asFeatures: boolean;
}

/** Windows to learn from and windows to be measured on. */
export interface TrainData {
  readonly prepared: Prepared;
  readonly train: Int32Array;
  readonly validation: Int32Array;
}

/** Milliseconds between two looks at the world while an epoch runs. */
const BREATH = 100;

/** Runs epochs of a network on one set of windows. Its plans are recorded once; an epoch allocates nothing that stays. */
export class Trainer {
  private readonly network: Network;
  private readonly data: TrainData;
  private readonly options: StepOptions;
  private readonly batch: number;
  private readonly store: WindowStore;
  private readonly training: ReturnType<Network["plan"]>;
  private readonly measuring: ReturnType<Network["plan"]>;

  constructor(engine: Engine, network: Network, data: TrainData, options: StepOptions) {
    this.network = network;
    this.data = data;
    this.options = options;
    const windows = data.train.length;
    const eighth = Math.max(1, Math.min(32, Math.floor(windows / 8)));
    this.batch = Math.min(options.batch ?? eighth, Math.max(windows, 1));
    const measured = predictionBatch(data.validation.length, data.prepared.task.lookback);
    const batch = Math.max(this.batch, measured);
    this.store = new WindowStore(engine, data.prepared, { batch, asFeatures: options.asFeatures });
    this.training = network.plan(this.batch, options.loss);
    this.measuring = network.plan(measured, options.loss, "evaluate");
  }

  /** Mean loss over the validation targets that are known; NaN where there are none. */
  validationLoss(): number {
    const mean = new WeightedMean();
    runBatches(this.measuring, this.store, this.data.validation, (origins) => {
      mean.add(this.measuring.loss!.value, this.knownTargets(origins));
    });
    return mean.value;
  }

  /**
   * One pass over the training windows in an order drawn from `order`. Returns the mean loss, each batch measured before
   * its update. Throws the signal's reason when aborted, and a Problem `training_diverged` at a loss that is not finite.
   */
  async epoch(epoch: number, learningRate: number, order: Seed, signal: AbortSignal | undefined): Promise<number> {
    const { network, training } = this;
    const { train } = this.data;
    const shuffle = shuffled(train.length, split(order, epoch));
    const mean = new WeightedMean();
    let breath = performance.now() + BREATH;
    for (let from = 0; from < train.length; from += this.batch) {
      const origins = shuffle.subarray(from, from + this.batch);
      for (let i = 0; i < origins.length; i++) origins[i] = train[origins[i]!]!;
      this.store.gather(training, origins);
      training.plan.forward();
      training.plan.backward();
      const loss = training.loss!.value;
      const step = ++network.counter.step;
      const { optimizer, clipNorm } = this.options;
      const norm = update(network.parameters, OPTIMIZERS[optimizer], { learningRate, step, clipNorm });
      if (!Number.isFinite(loss) || !Number.isFinite(norm)) throw diverged(epoch, loss, learningRate);
      mean.add(loss, this.knownTargets(origins));
      if (performance.now() > breath) {
        await pause();
        signal?.throwIfAborted();
        breath = performance.now() + BREATH;
      }
    }
    return mean.value;
  }

  /** Validation targets that are known: what the validation loss is the mean of. */
  get validationTargets(): number {
    return this.knownTargets(this.data.validation);
  }

  /** Known rows among them, each counted once though windows overlap: how much the validation loss can tell. */
  get validationRows(): number {
    const { targets, task } = this.data.prepared;
    let count = 0;
    let next = 0;
    for (const origin of this.data.validation) {
      next = Math.max(next, origin + 1);
      for (; next <= origin + task.horizon; next++) if (!Number.isNaN(targets[next]!)) count++;
    }
    return count;
  }

  close(): void {
    this.training.plan.close();
    this.measuring.plan.close();
    this.store.close();
  }

  private knownTargets(origins: Int32Array): number {
    const { targets, task } = this.data.prepared;
    let count = 0;
    for (const origin of origins) {
      for (let k = 1; k <= task.horizon; k++) if (!Number.isNaN(targets[origin + k]!)) count++;
    }
    return count;
  }
}

/** A mean of values that count differently; NaN of nothing. */
export class WeightedMean {
  private sum = 0;
  private weight = 0;

  add(value: number, weight: number): void {
    if (weight === 0) return;
    this.sum += value * weight;
    this.weight += weight;
  }

  get value(): number {
    return this.weight === 0 ? Number.NaN : this.sum / this.weight;
  }
}

function diverged(epoch: number, loss: number, rate: number): Problem {
  return new Problem("usage", "training_diverged", `Training broke down in epoch ${epoch}: the loss is ${loss}.`, {
    found: `a loss of ${loss} at a learning rate of ${rate}`,
    needed: "finite losses",
    hint: "Use a smaller --learning-rate, or clip gradients with --clip-norm 1.",
    option: "--learning-rate",
  });
}
