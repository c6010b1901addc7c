import {
  type LossValue,
  ops,
  Parameters,
  Plan,
  readTensor,
  type Seed,
  split,
  type Tensor,
  writeTensor,
} from "@gatecast/engine";
import { denseLayer } from "../layers/dense-layer.ts";
import type { Layer } from "../layers/layer.ts";
import { layersOf, type Network, type NetworkSpec } from "../network/network.ts";
import { OPTIMIZERS, update } from "../optimizers/optimizer.ts";
import { maskSteps } from "./mask-steps.ts";

/** A plan that fills in what is hidden from it, for one batch size. */
export interface PretrainingPlan {
  readonly plan: Plan;
  /** `[T, B, F]`: the windows. */
  readonly x: Tensor;
  /** `[T, B, F]`: what it says of every step. */
  readonly output: Tensor;
  /** `[T, B, F]`: what it should have said; NaN where nobody asks. */
  readonly wanted: Tensor;
  /** Mean squared error over the values asked for. */
  readonly loss: LossValue;
}

/**
 * Lets the recurrent layers of a network first learn to fill in steps of windows that are hidden from them (Devlin et al.
 * 2019, BERT): what they learn of the series needs no targets. A dense layer that is thrown away afterwards turns what they
 * know of a step into its values. Begins with the network's weights; `handOver` gives it the learnt ones.
 */
export class MaskedPretraining {
  private readonly network: Network;
  private readonly layers: readonly Layer[];
  private readonly parameters: Parameters;
  private readonly seed: Seed;
  private step = 0;

  private constructor(network: Network, layers: readonly Layer[], seed: Seed) {
    this.network = network;
    this.layers = layers;
    this.seed = seed;
    this.parameters = new Parameters(network.engine, Object.assign({}, ...layers.map(({ shapes }) => shapes)));
  }

  /** Throws a RangeError where a recurrent layer of the network gives no sequence. */
  static async create(network: Network, seed: Seed): Promise<MaskedPretraining> {
    const layers = sequenceLayers(network.spec, seed);
    const pretraining = new MaskedPretraining(network, layers, seed);
    for (const layer of layers) await layer.load(network.engine);
    layers.at(-1)!.initialize(pretraining.parameters, split(seed, "reconstruction"));
    for (const { name } of pretraining.common) pretraining.parameters.write(name, network.parameters.read(name));
    return pretraining;
  }

  /** Records it for batches of `batch` windows; with `evaluate` nothing is learnt. */
  plan(batch: number, purpose: "train" | "evaluate" = "train"): PretrainingPlan {
    const { steps, features, extras } = this.network.spec;
    const plan = new Plan(this.network.engine, { training: purpose === "train" });
    const x = plan.input([steps, batch, features]);
    // What is known in advance tells nothing of what is hidden: zeros stand for it.
    const known = extras > 0 ? plan.input([batch, extras]) : null;
    const context = { plan, parameters: this.parameters, counter: { step: 0 }, memories: new Map(), extras: known };
    const output = this.layers.reduce((input, layer) => layer.apply(context, input), x);
    const wanted = plan.input([steps, batch, features]);
    const loss = ops.loss(plan, "mse", output, wanted);
    plan.seal();
    return { plan, x, output, wanted, loss };
  }

  /** Hides steps of the windows that stand in a plan, learns to fill them in, and returns the error before it did. */
  learn({ plan, x, wanted, loss }: PretrainingPlan, learningRate: number): number {
    const { engine } = this.network;
    const [T, B] = x.shape as [number, number];
    const masked = maskSteps(readTensor(engine.f32, x), T, B, split(split(this.seed, "masks"), this.step));
    writeTensor(engine.f32, x, masked.seen);
    writeTensor(engine.f32, wanted, masked.wanted);
    plan.forward();
    plan.backward();
    this.step++;
    update(this.parameters, OPTIMIZERS.adam, { learningRate, step: this.step, clipNorm: 1 });
    return loss.value;
  }

  /** Everything that the next step depends on: weights with moments, and the steps made. */
  get state(): { readonly step: number; readonly weights: Float32Array } {
    return { step: this.step, weights: this.parameters.snapshot() };
  }

  /** Goes on from a state to the same bits. Throws a RangeError where it is of other layers. */
  restore({ step, weights }: { readonly step: number; readonly weights: Float32Array }): void {
    const floats = 3 * this.parameters.floats;
    if (weights.length !== floats) throw new RangeError(`a state of ${weights.length} floats instead of ${floats}`);
    this.parameters.restore(weights);
    this.step = step;
  }

  /** Writes what was learnt into the network. */
  handOver(): void {
    for (const { name } of this.common) this.network.parameters.write(name, this.parameters.read(name));
  }

  close(): void {
    this.parameters.close();
  }

  /** The weights that the network has as well. */
  private get common() {
    const names = new Set(this.network.parameters.all.map(({ name }) => name));
    return this.parameters.all.filter(({ name }) => names.has(name));
  }
}

/** The layers of a network up to the last recurrent one, each with a sequence, and one that turns it into windows. */
function sequenceLayers(spec: NetworkSpec, seed: Seed): Layer[] {
  const last = spec.layers.findLastIndex(({ kind }) => kind === "recurrent");
  const layers = spec.layers
    .slice(0, last + 1)
    .map((layer) => (layer.kind === "recurrent" ? { ...layer, output: "sequence" as const } : layer));
  const made = layersOf({ ...spec, layers }, seed);
  const width = made.at(-1)!.width;
  return [...made, denseLayer("reconstruction", width, 3, { units: spec.features, activation: "linear" })];
}
