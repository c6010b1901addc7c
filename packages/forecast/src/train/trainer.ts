import { type Engine, type LossName, type Seed, split } from "@gatecast/engine";
import { Network, OPTIMIZERS, type OptimizerName, update } from "@gatecast/nn";
import { Problem } from "../contracts/index.ts";
import { pause } from "../contracts/pause.ts";
import { predictionBatch, runBatches, WindowStore } from "../models/index.ts";
import { knownTargets, type Prepared, type Windows } from "../prepare/index.ts";
import { checkFirstPass, gradientNotFinite } from "./first-step.ts";
import { Pruning, type PruningOptions } from "./pruning.ts";

/** How a training step is done. */
export interface StepOptions {
  readonly loss: LossName;
  readonly optimizer: OptimizerName;
  readonly clipNorm: number;
  /** Windows in a step; 32 where absent, fewer where an epoch would have less than eight steps. */
  readonly batch: number | undefined;
  readonly asFeatures: boolean;
  /** Absent: nothing is pruned. */
  readonly pruning?: PruningOptions | undefined;
}

/** Windows to learn from and windows to be measured on. */
export interface TrainData {
  readonly train: Windows;
  readonly validation: Windows;
}

/** Milliseconds between two looks at the world while an epoch runs. */
const BREATH = 100;

/** Runs epochs of a network on one set of windows. Its plans are recorded once; an epoch allocates nothing that stays. */
export class Trainer {
  private readonly network: Network;
  private readonly data: TrainData;
  private readonly options: StepOptions;
  private readonly batch: number;
  private readonly largest: number;
  private readonly engine: Engine;
  private readonly pruning: Pruning | null;
  private store: WindowStore | null = null;
  private readonly training: ReturnType<Network["plan"]>;
  private readonly measuring: ReturnType<Network["plan"]>;

  constructor(engine: Engine, network: Network, data: TrainData, options: StepOptions) {
    this.network = network;
    this.data = data;
    this.options = options;
    const windows = data.train.count;
    const eighth = Math.max(1, Math.min(32, Math.floor(windows / 8)));
    this.batch = Math.min(options.batch ?? eighth, Math.max(windows, 1));
    const measured = predictionBatch(data.validation.count, data.validation.task.lookback);
    this.engine = engine;
    this.largest = Math.max(this.batch, measured);
    this.pruning =
      options.pruning === undefined
        ? null
        : new Pruning(network.parameters, Network.prunable(network.spec), options.pruning);
    this.training = network.plan(this.batch, options.loss);
    this.measuring = network.plan(measured, options.loss, "evaluate");
  }

  /** Mean loss over the validation targets that are known; NaN where there are none. */
  validationLoss(): number {
    return this.measured(this.measuring);
  }

  /** The same, to the bit, of a network whose recurrent layers are still silent: they are left out. */
  startLoss(): number {
    const { network, measuring, options } = this;
    if (!network.isSilent) return this.validationLoss();
    const linear = network.plan(measuring.output.rows, options.loss, "linear");
    try {
      return this.measured(linear);
    } finally {
      linear.plan.close();
    }
  }

  private measured(plan: ReturnType<Network["plan"]>): number {
    const mean = new WeightedMean();
    for (const { prepared, origins } of this.data.validation.inOrder()) {
      runBatches(plan, this.storeOf(prepared), origins, (batch) => {
        mean.add(plan.loss!.value, knownTargets(prepared, batch));
      });
    }
    return mean.value;
  }

  /**
   * One pass over the training windows in an order drawn from `order`. Returns the mean loss, each batch measured before
   * its update. Throws the signal's reason when aborted, a Problem `training_diverged` at a loss that is not finite, and
   * `cell_not_finite` where no learning rate has a part in it.
   */
  async epoch(epoch: number, learningRate: number, order: Seed, signal: AbortSignal | undefined): Promise<number> {
    const { network, training } = this;
    const mean = new WeightedMean();
    this.pruning?.begin(epoch);
    let breath = performance.now() + BREATH;
    for (const part of this.data.train.shuffled(split(order, epoch))) {
      const store = this.storeOf(part.prepared);
      for (let from = 0; from < part.origins.length; from += this.batch) {
        const origins = part.origins.subarray(from, from + this.batch);
        store.gather(training, origins);
        training.plan.forward();
        if (network.counter.step === 0) checkFirstPass(network, training);
        training.plan.backward();
        const loss = training.loss!.value;
        const step = ++network.counter.step;
        const { optimizer, clipNorm } = this.options;
        const norm = update(network.parameters, OPTIMIZERS[optimizer], { learningRate, step, clipNorm });
        this.pruning?.hold();
        if (step === 1 && Number.isFinite(loss) && Number.isNaN(norm)) throw gradientNotFinite(network);
        if (!Number.isFinite(loss) || !Number.isFinite(norm)) throw diverged(epoch, loss, learningRate);
        mean.add(loss, knownTargets(part.prepared, origins));
        if (performance.now() > breath) {
          await pause();
          signal?.throwIfAborted();
          breath = performance.now() + BREATH;
        }
      }
    }
    return mean.value;
  }

  close(): void {
    this.training.plan.close();
    this.measuring.plan.close();
    this.store?.close();
    this.pruning?.close();
  }

  /** The store that holds a prepared table: one at a time, which takes the place of the one before. */
  private storeOf(prepared: Prepared): WindowStore {
    if (this.store?.prepared === prepared) return this.store;
    this.store?.close();
    const { engine, largest, options } = this;
    this.store = new WindowStore(engine, prepared, { batch: largest, asFeatures: options.asFeatures });
    return this.store;
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
