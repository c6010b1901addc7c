import type { Parameters, Region } from "@gatecast/engine";
import { Network } from "@gatecast/nn";
import { quantile } from "../statistics/index.ts";

/** What is to be pruned: the share of recurrent weights that are zero in the end, and the epochs that a training may have. */
export interface PruningOptions {
  readonly sparsity: number;
  readonly epochs: number;
}

/** The epochs at which pruning begins, at which it grows faster, and after which nothing more is pruned. */
export function pruningEpochs(epochs: number): { readonly start: number; readonly ramp: number; readonly end: number } {
  const end = Math.max(1, Math.round(epochs / 2));
  const start = Math.min(2, end);
  return { start, ramp: Math.min(end, Math.max(start, Math.round(epochs / 4))), end };
}

/**
 * The threshold of an epoch as a share q of its last one: 0 before the start, then rising by θ an epoch, from the ramp on by
 * 1.5 θ, with 2 q = θ (2 (ramp − start) + 3 (end − ramp)) (Narang, Elsen, Diamos & Sengupta 2017, with epochs as iterations and
 * the start of the second epoch, a quarter and half of all epochs for the three).
 */
export function thresholdShare(epoch: number, epochs: number): number {
  const { start, ramp, end } = pruningEpochs(epochs);
  if (epoch < start) return 0;
  if (epoch >= end) return 1;
  const slope = 2 / (2 * (ramp - start) + 3 * (end - ramp));
  const steps = epoch < ramp ? epoch - start + 1 : ramp - start + 1 + 1.5 * (epoch - ramp + 1);
  return Math.min(1, slope * steps);
}

/**
 * Prunes recurrent weights while a network trains: those below the epoch's threshold become zero and stay it. The last
 * threshold q is the quantile of the magnitudes as they now are (the paper takes those of a dense network trained before), so
 * that the share that was asked for is reached. Which weights are gone is seen from the weights, so that a run can be resumed.
 */
export class Pruning {
  private readonly parameters: Parameters;
  private readonly options: PruningOptions;
  private readonly region: Region;
  /** Each matrix of recurrent weights, and where its mask lies. */
  private readonly matrices: readonly { name: string; address: number; floats: number; mask: number }[];
  private isOn = false;

  /** `names`: the weights that are pruned, matrix by matrix. */
  constructor(parameters: Parameters, names: readonly string[], options: PruningOptions) {
    this.parameters = parameters;
    this.options = options;
    const values = names.map((name) => parameters.get(name));
    this.region = parameters.engine.allocate(4 * values.reduce((sum, { value }) => sum + value.floats, 0));
    let mask = this.region.address;
    this.matrices = values.map(({ name, value: { address, floats } }) => {
      const own = { name, address, floats, mask };
      mask += 4 * floats;
      return own;
    });
  }

  /** Before the first step of an epoch: prunes, and remembers what is gone. */
  begin(epoch: number): void {
    const { sparsity, epochs } = this.options;
    this.isOn = epoch >= pruningEpochs(epochs).start;
    if (!this.isOn) return;
    const share = epoch > pruningEpochs(epochs).end ? 0 : thresholdShare(epoch, epochs);
    const memory = this.parameters.engine.f32;
    for (const { name, address, floats, mask } of this.matrices) {
      const magnitudes = Float64Array.from(this.parameters.read(name), Math.abs).sort();
      const threshold = share * quantile(magnitudes, sparsity);
      for (let i = 0; i < floats; i++) {
        memory[mask / 4 + i] = Math.abs(memory[address / 4 + i]!) > threshold ? 1 : 0;
      }
    }
    this.hold();
  }

  /** After each step: what is gone stays gone. */
  hold(): void {
    if (!this.isOn) return;
    this.parameters.changes++;
    for (const { address, floats, mask } of this.matrices) {
      this.parameters.engine.kernels.multiplyElements(address, address, mask, floats, 0);
    }
  }

  close(): void {
    this.parameters.engine.free(this.region);
  }
}

/** Share of a network's prunable weights that are zero; NaN where it has none. */
export function sparsityOf(network: Network): number {
  const values = Network.prunable(network.spec).map((name) => network.parameters.read(name));
  const all = values.reduce((sum, { length }) => sum + length, 0);
  return values.reduce((sum, some) => sum + some.filter((value) => value === 0).length, 0) / all;
}
