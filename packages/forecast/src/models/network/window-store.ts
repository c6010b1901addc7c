import type { Engine, Region } from "@gatecast/engine";
import type { NetworkPlan } from "@gatecast/nn";
import type { Prepared, WindowLevel } from "../../prepare/index.ts";

const MODES = { none: 0, last: 1, mean_spread: 2 } as const;

/**
 * A prepared table in the engine's memory, once; batches of windows are gathered from it, never copied out beforehand.
 * `batch` is the largest batch that will be asked for.
 */
export class WindowStore {
  readonly prepared: Prepared;
  private readonly engine: Engine;
  private readonly region: Region;
  private readonly asFeatures: boolean;
  private readonly table: number;
  private readonly targets: number;
  private readonly future: number;
  private readonly waves: number;
  private readonly scales: number;
  private readonly origins: number;

  constructor(engine: Engine, prepared: Prepared, options: { readonly batch: number; readonly asFeatures: boolean }) {
    this.engine = engine;
    this.prepared = prepared;
    this.asFeatures = options.asFeatures;
    const { table, targets, future, waves } = prepared;
    const sizes = [
      8 * table.length,
      8 * targets.length,
      8 * future.length,
      8 * waves.length,
      16 * options.batch,
      4 * options.batch,
    ];
    this.region = engine.allocate(sizes.reduce((sum, size) => sum + size + 8, 0));
    let address = this.region.address;
    const next = (size: number) => {
      const at = address;
      address = Math.ceil((address + size) / 8) * 8;
      return at;
    };
    [this.table, this.targets, this.future, this.waves, this.scales, this.origins] = sizes.map(next) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    engine.f64.set(table, this.table / 8);
    engine.f64.set(targets, this.targets / 8);
    engine.f64.set(future, this.future / 8);
    engine.f64.set(waves, this.waves / 8);
  }

  /**
   * Fills a plan's inputs (and its targets, where it has any) with the windows that end at `origins`. A plan for more
   * windows than that is filled up with the last one, whose targets count as unknown there.
   */
  gather(plan: Pick<NetworkPlan, "x" | "extras" | "target">, origins: Int32Array): void {
    const { kernels } = this.engine;
    const { columns, futureColumns, waveColumns, task, preparation } = this.prepared;
    const batch = plan.x.shape[1]!;
    const memory = this.engine.i32;
    const last = origins.length - 1;
    for (let w = 0; w < batch; w++) memory[this.origins / 4 + w] = origins[Math.min(w, last)]!;
    kernels.windowScales(
      this.scales,
      this.table,
      columns,
      this.origins,
      batch,
      task.lookback,
      MODES[preparation.window],
    );
    // As features, a window's rows lie side by side in one time step.
    const nextStep = this.asFeatures ? columns : batch * plan.x.stride;
    const { address, stride } = plan.x;
    kernels.gatherInputs(
      address,
      nextStep,
      stride,
      this.table,
      columns,
      this.origins,
      batch,
      task.lookback,
      this.scales,
    );
    if (plan.extras !== null) {
      const { address, stride } = plan.extras;
      kernels.gatherFuture(address, stride, this.future, futureColumns, this.origins, batch, task.horizon);
      const behind = address + 4 * task.horizon * futureColumns;
      kernels.gatherFuture(behind, stride, this.waves, waveColumns, this.origins, batch, 1);
    }
    if (plan.target !== null) {
      const { address, stride } = plan.target;
      kernels.gatherTargets(address, stride, this.targets, this.origins, batch, task.horizon, this.scales);
      if (origins.length < batch) {
        this.engine.f32.fill(Number.NaN, address / 4 + origins.length * stride, address / 4 + batch * stride);
      }
    }
  }

  /** Level and spread of window `w` of the batch gathered last. */
  levelOf(w: number): WindowLevel {
    const memory = this.engine.f64;
    return { level: memory[this.scales / 8 + 2 * w]!, spread: memory[this.scales / 8 + 2 * w + 1]! };
  }

  close(): void {
    this.engine.free(this.region);
  }
}
