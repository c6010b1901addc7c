import type { Engine, Seed } from "@gatecast/engine";
import { split } from "@gatecast/engine";
import { MaskedPretraining, type Network } from "@gatecast/nn";
import { Breath } from "../contracts/pause.ts";
import { WindowStore } from "../models/index.ts";
import type { Windows } from "../prepare/index.ts";

export interface PretrainOptions {
  /** How often every window is seen. */
  readonly epochs: number;
  readonly batch: number;
  readonly learningRate: number;
  readonly asFeatures: boolean;
  readonly seed: Seed;
}

/** Leaves a network with weights that have learnt to fill in hidden steps of some windows, and nothing of their targets. */
export async function pretrain(
  engine: Engine,
  network: Network,
  windows: Windows,
  options: PretrainOptions,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { epochs, learningRate, asFeatures, seed } = options;
  if (epochs === 0 || windows.count === 0) return;
  const batch = Math.min(options.batch, windows.count);
  const pretraining = await MaskedPretraining.create(network, split(seed, "masks"));
  const made = pretraining.plan(batch);
  const breath = new Breath(signal);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const { prepared, origins } of windows.shuffled(split(split(seed, "order"), epoch))) {
      const store = new WindowStore(engine, prepared, { batch, asFeatures });
      for (let from = 0; from < origins.length; from += batch) {
        store.gather({ ...made, extras: null, target: null }, origins.subarray(from, from + batch));
        pretraining.learn(made, learningRate);
        // A step takes each weight about thrice for every row of a window.
        await breath.spend(3 * batch * network.spec.steps * network.parameters.count);
      }
      store.close();
    }
  }
  pretraining.handOver();
  made.plan.close();
  pretraining.close();
}
