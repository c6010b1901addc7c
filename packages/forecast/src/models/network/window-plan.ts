import type { Network, NetworkPlan } from "@gatecast/nn";
import { type RunningRows, windowLevel } from "../../prepare/index.ts";

/**
 * A network's plan for one window, recorded once: each prediction fills its inputs and replays it, and nothing is allocated in
 * the engine. Any number of tables that grow may take turns.
 */
export class WindowPlan {
  private readonly network: Network;
  private readonly plan: NetworkPlan;
  private readonly asFeatures: boolean;

  constructor(network: Network, options: { readonly asFeatures: boolean }) {
    this.network = network;
    this.asFeatures = options.asFeatures;
    this.plan = network.plan(1);
  }

  /** The network's forecast `[h]` from the last window, in prepared units (window scale undone): the bits of `forecastNetwork`. */
  predict(rows: RunningRows): Float64Array {
    const { level, spread } = windowLevel(rows, rows.origin);
    const { plan, output } = this.plan;
    this.fill(rows, level, spread);
    plan.forward();
    const memory = this.network.engine.f32;
    const from = output.address / 4;
    const forecast = new Float64Array(rows.task.horizon);
    for (let k = 0; k < forecast.length; k++) forecast[k] = memory[from + k]! * spread + level;
    return forecast;
  }

  close(): void {
    this.plan.plan.close();
  }

  private fill({ table, columns, task, origin, future, waves }: RunningRows, level: number, spread: number): void {
    const { x, extras } = this.plan;
    const memory = this.network.engine.f32;
    // As features, a window's rows lie side by side in one time step.
    const step = this.asFeatures ? columns : x.stride;
    let to = x.address / 4;
    let from = (origin - task.lookback + 1) * columns;
    for (let i = 0; i < task.lookback; i++) {
      memory[to] = (table[from]! - level) / spread;
      for (let c = 1; c < columns; c++) memory[to + c] = table[from + c]!;
      to += step;
      from += columns;
    }
    if (extras === null) return;
    memory.set(future, extras.address / 4);
    memory.set(waves, extras.address / 4 + future.length);
  }
}
