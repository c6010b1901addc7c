import { type Engine, type Seed, split } from "@gatecast/engine";
import { MaskedPretraining, type Network } from "@gatecast/nn";
import { Breath } from "../contracts/pause.ts";
import { WindowStore, windowWork } from "../models/index.ts";
import type { Windows } from "../prepare/index.ts";

export interface PretrainOptions {
  /** How often every window is seen. */
  readonly epochs: number;
  readonly batch: number;
  readonly learningRate: number;
  readonly asFeatures: boolean;
  readonly seed: Seed;
}

/** Everything that the next epoch of pretraining depends on; going on from it changes no bit. */
export interface PretrainState {
  /** Epochs done. */
  readonly epoch: number;
  /** Mean error over the steps that the last epoch had to fill in, each batch measured before its update. */
  readonly loss: number;
  /** Updates made. */
  readonly step: number;
  /** With moments, and with the layer that is thrown away afterwards. */
  readonly weights: Float32Array;
}

/**
 * Leaves a network with weights that have learnt to fill in hidden steps of some windows, and nothing of their targets. Yields the
 * state after each epoch, and goes on from `state` where given. Throws the signal's reason when aborted.
 */
export async function* pretrain(
  engine: Engine,
  network: Network,
  windows: Windows,
  options: PretrainOptions,
  { state, signal }: { readonly state?: PretrainState | undefined; readonly signal?: AbortSignal | undefined },
): AsyncGenerator<PretrainState, void, void> {
  const { epochs, learningRate, asFeatures, seed } = options;
  if (epochs === 0 || windows.count === 0) return;
  const batch = Math.min(options.batch, windows.count);
  const pretraining = await MaskedPretraining.create(network, split(seed, "masks"));
  const made = pretraining.plan(batch);
  try {
    if (state !== undefined) pretraining.restore(state);
    const breath = new Breath(signal);
    // A step takes each weight about thrice for every row of a window.
    const work = 3 * batch * windowWork(network);
    for (let epoch = state?.epoch ?? 0; epoch < epochs; epoch++) {
      let [errors, batches] = [0, 0];
      for (const { prepared, origins } of windows.shuffled(split(split(seed, "order"), epoch))) {
        const store = new WindowStore(engine, prepared, { batch, asFeatures });
        for (let from = 0; from < origins.length; from += batch) {
          store.gather({ ...made, extras: null, target: null }, origins.subarray(from, from + batch));
          errors += pretraining.learn(made, learningRate);
          batches++;
          await breath.spend(work);
        }
        store.close();
      }
      yield { epoch: epoch + 1, loss: errors / batches, ...pretraining.state };
    }
    pretraining.handOver();
  } finally {
    made.plan.close();
    pretraining.close();
  }
}
