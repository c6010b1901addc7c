import { type Engine, generator, readTensor, type Seed, split } from "@gatecast/engine";
import type { Network, NetworkPlan } from "@gatecast/nn";
import {
  type Carries,
  drawHole,
  type Hole,
  holesOf,
  type IsMissing,
  normalFrom,
  type Prepared,
  undoForecasts,
} from "../../prepare/index.ts";
import { predictionBatch } from "./network-forecast.ts";
import { WindowStore } from "./window-store.ts";

/** What passes draw besides their masks. */
export interface SamplerOptions {
  readonly passes: number;
  readonly lookback: number;
  readonly asFeatures: boolean;
  /** What is drawn for missing readings; null: what was put in their place is believed. */
  readonly carries: Carries | null;
  /** Of these draws; masks are drawn from the network's own. */
  readonly seed: Seed;
}

/**
 * Forecasts many times, each pass with masks of dropout of its own, which follow from the network's seed and the number of
 * passes alone, and with draws of its own for what is missing in its window.
 */
export class NetworkSampler {
  readonly passes: number;
  /** Passes that are made at a time. */
  readonly batch: number;
  private readonly engine: Engine;
  private readonly network: Network;
  private readonly options: SamplerOptions;
  private readonly plan: NetworkPlan;
  private store: WindowStore | null = null;

  constructor(engine: Engine, network: Network, options: SamplerOptions) {
    this.engine = engine;
    this.network = network;
    this.options = options;
    this.passes = options.passes;
    this.batch = predictionBatch(options.passes, options.lookback);
    this.plan = network.plan(this.batch, undefined, "sample");
  }

  /**
   * Passes `first`, `first + 1` …, of which `first` is a multiple of `batch`, each from an origin of its own. `[origins · h]`, in
   * the target's own unit.
   */
  sample(first: number, prepared: Prepared, origins: Int32Array, isMissing: IsMissing): Float64Array {
    const { network, plan } = this;
    const h = prepared.task.horizon;
    const store = this.storeOf(prepared);
    store.gather(plan, origins);
    this.redraw(first, prepared, store, origins, isMissing);
    network.sampling.step = first;
    plan.plan.forward();
    const outputs = readTensor(this.engine.f32, plan.output);
    const values = new Float64Array(origins.length * h);
    for (let w = 0; w < origins.length; w++) {
      const { level, spread } = store.levelOf(w);
      for (let k = 0; k < h; k++) values[w * h + k] = outputs[w * h + k]! * spread + level;
    }
    return undoForecasts(prepared, values, origins);
  }

  /** All passes from one origin. `[passes · h]` */
  sampleAll(prepared: Prepared, origin: number, isMissing: IsMissing): Float64Array {
    const h = prepared.task.horizon;
    const values = new Float64Array(this.passes * h);
    for (let first = 0; first < this.passes; first += this.batch) {
      const origins = new Int32Array(Math.min(this.batch, this.passes - first)).fill(origin);
      values.set(this.sample(first, prepared, origins, isMissing), first * h);
    }
    return values;
  }

  close(): void {
    this.store?.close();
    this.plan.plan.close();
  }

  /** Puts draws in the place of what was filled in, window by window. */
  private redraw(
    first: number,
    prepared: Prepared,
    store: WindowStore,
    origins: Int32Array,
    isMissing: IsMissing,
  ): void {
    const { carries, asFeatures, seed } = this.options;
    if (carries === null) return;
    const { x } = this.plan;
    const memory = this.engine.f32;
    let holes: Hole[] = [];
    for (const [w, origin] of origins.entries()) {
      if (w === 0 || origin !== origins[w - 1]) holes = holesOf(prepared.task, origin, isMissing);
      if (holes.length === 0) continue;
      const { level, spread } = store.levelOf(w);
      const normal = normalFrom(generator(split(seed, first + w)));
      for (const hole of holes) {
        drawHole(prepared, origin, hole, carries, normal, (row, value) => {
          // As features, a window's rows lie side by side in one time step.
          const at = asFeatures ? w * x.stride + row * prepared.columns : (row * this.batch + w) * x.stride;
          memory[x.address / 4 + at + hole.column] = hole.column === 0 ? (value - level) / spread : value;
        });
      }
    }
  }

  private storeOf(prepared: Prepared): WindowStore {
    if (this.store?.prepared === prepared) return this.store;
    this.store?.close();
    this.store = new WindowStore(this.engine, prepared, { batch: this.batch, asFeatures: this.options.asFeatures });
    return this.store;
  }
}
