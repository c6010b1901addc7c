import { type CellData, type Engine, readTensor } from "@gatecast/engine";
import type { LayerSpec, Network, NetworkPlan, NetworkSpec } from "@gatecast/nn";
import type { Task, WindowForecasts } from "../../contracts/index.ts";
import { calendarWidths, type Prepared, undoForecasts } from "../../prepare/index.ts";
import { WindowStore } from "./window-store.ts";

/** The parts of a configuration that shape the network. */
export interface NetworkOptions {
  readonly cell: string;
  /** The equations of a cell of one's own. */
  readonly equations?: CellData | undefined;
  /** Edges between the target and `past`, for cells that read columns as nodes. */
  readonly graph?: { readonly weights: readonly (readonly number[])[] } | undefined;
  /** Of each recurrent layer; 1 where nothing is said. */
  readonly dilations?: readonly number[];
  readonly units: readonly number[];
  readonly directions: 1 | 2;
  readonly dense: readonly number[];
  readonly activation: "linear" | "relu" | "tanh" | "sigmoid";
  readonly dropout: number;
  /** Share of inputs and recurrent state that a window does without while training; 0 where absent. */
  readonly variational?: number;
  /** Whether each recurrent layer's input is added to its output. */
  readonly residual?: boolean;
  readonly linear_path: boolean;
  readonly window_as: "steps" | "features";
}

/** The network for a task: recurrent layers, dropout behind each where asked for, dense layers. */
export function networkSpec(task: Task, options: NetworkOptions): NetworkSpec {
  const { units, cell, equations, directions, dense, activation, dropout, variational = 0 } = options;
  const drop: LayerSpec[] = dropout > 0 ? [{ kind: "dropout", rate: dropout }] : [];
  const recurrent = units.flatMap((width, i): LayerSpec[] => {
    const output = i === units.length - 1 ? "last" : "sequence";
    const dilation = options.dilations?.[i] ?? 1;
    const dilated = dilation > 1 ? { dilation } : {};
    const held = variational > 0 ? { variational } : {};
    const beside = options.residual === true ? { residual: true } : {};
    // Behind the first layer there are no columns any more.
    const graph = i === 0 && options.graph !== undefined ? { graph: options.graph.weights } : {};
    const more = { ...dilated, ...beside, ...held, ...graph };
    return [{ kind: "recurrent", cell, units: width, output, directions, ...more }, ...drop];
  });
  const { waves, holidays } = calendarWidths(task);
  const ahead = task.future.length + holidays;
  const columns = 1 + task.past.length + ahead + waves;
  const asFeatures = options.window_as === "features";
  return {
    steps: asFeatures ? 1 : task.lookback,
    features: asFeatures ? task.lookback * columns : columns,
    extras: task.horizon * ahead + waves,
    outputs: task.horizon,
    layers: [
      ...recurrent,
      ...dense.flatMap((width): LayerSpec[] => [{ kind: "dense", units: width, activation }, ...drop]),
    ],
    linearPath: options.linear_path,
    ...(equations === undefined ? {} : { equations }),
  };
}

/** Windows that are predicted at a time: enough to be fast, few enough to bound the memory of a long look-back. */
export function predictionBatch(windows: number, lookback: number): number {
  return Math.max(1, Math.min(256, windows, Math.floor(65_536 / lookback)));
}

/** Runs a plan over all origins, batch by batch; `visit` is called with each batch after it ran. */
export function runBatches(
  plan: NetworkPlan,
  store: WindowStore,
  origins: Int32Array,
  visit: (batch: Int32Array, from: number) => void,
): void {
  const size = plan.output.rows;
  for (let from = 0; from < origins.length; from += size) {
    const batch = origins.subarray(from, from + size);
    store.gather(plan, batch);
    plan.plan.forward();
    visit(batch, from);
  }
}

/** A network that forecasts from the windows of one prepared table after the other; its plan is recorded once. */
export class NetworkForecaster {
  private readonly engine: Engine;
  private readonly network: Network;
  private readonly asFeatures: boolean;
  private plan: NetworkPlan | null = null;

  constructor(engine: Engine, network: Network, asFeatures: boolean) {
    this.engine = engine;
    this.network = network;
    this.asFeatures = asFeatures;
  }

  /** Forecasts `[W · h]` in the target's own unit. */
  forecast(prepared: Prepared, origins: Int32Array): Float64Array {
    const h = prepared.task.horizon;
    const values = new Float64Array(origins.length * h);
    if (origins.length === 0) return values;
    const { engine, asFeatures } = this;
    this.plan ??= this.network.plan(predictionBatch(origins.length, prepared.task.lookback));
    const { output } = this.plan;
    const store = new WindowStore(engine, prepared, { batch: output.rows, asFeatures });
    runBatches(this.plan, store, origins, (rows, from) => {
      const outputs = readTensor(engine.f32, output);
      for (let w = 0; w < rows.length; w++) {
        const { level, spread } = store.levelOf(w);
        for (let k = 0; k < h; k++) values[(from + w) * h + k] = outputs[w * h + k]! * spread + level;
      }
    });
    store.close();
    return undoForecasts(prepared, values, origins);
  }

  close(): void {
    this.plan?.plan.close();
  }
}

/** Forecasts from many origins, in the target's own unit. */
export function forecastNetwork(
  engine: Engine,
  network: Network,
  prepared: Prepared,
  origins: Int32Array,
  options: { readonly model: string; readonly asFeatures: boolean },
): WindowForecasts {
  const forecaster = new NetworkForecaster(engine, network, options.asFeatures);
  const values = forecaster.forecast(prepared, origins);
  forecaster.close();
  return { model: options.model, origins: [...origins], horizon: prepared.task.horizon, values };
}
