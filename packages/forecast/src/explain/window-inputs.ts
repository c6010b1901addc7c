import type { Engine, Tensor } from "@gatecast/engine";
import type { NetworkPlan } from "@gatecast/nn";
import { type Prepared, windowLevel } from "../prepare/index.ts";
import type { Input } from "./inputs.ts";

/** What a network is given of one window, in prepared units; the target is not yet relative to its level and spread. */
export interface WindowInputs {
  /** `[lookback, columns]`, row-major. */
  readonly table: Float64Array;
  /** `[h, F]` */
  readonly future: Float64Array;
  /** `[W]` */
  readonly waves: Float64Array;
  readonly level: number;
  readonly spread: number;
}

/** Copies the window that ends at a row of a prepared table. */
export function windowInputs(prepared: Prepared, origin: number): WindowInputs {
  const { task, table, columns, future, futureColumns, waves, waveColumns } = prepared;
  const rows = (values: Float64Array, from: number, count: number, width: number) =>
    values.slice(from * width, (from + count) * width);
  return {
    table: rows(table, origin - task.lookback + 1, task.lookback, columns),
    future: rows(future, origin + 1, task.horizon, futureColumns),
    waves: rows(waves, origin + 1, 1, waveColumns),
    ...windowLevel(prepared, origin),
  };
}

/** The inputs of a plan as places in the engine's memory: written window by window, exactly as forecasts gather them. */
export class PlanInputs {
  private readonly engine: Engine;
  private readonly x: Tensor;
  private readonly extras: Tensor | null;
  /** Floats from row to row of a window, from window to window, and columns of a row. */
  private readonly nextRow: number;
  private readonly columns: number;
  private readonly futureColumns: number;

  constructor(
    engine: Engine,
    { x, extras }: Pick<NetworkPlan, "x" | "extras">,
    { columns, futureColumns }: Pick<Prepared, "columns" | "futureColumns">,
    asFeatures: boolean,
  ) {
    this.engine = engine;
    this.x = x;
    this.extras = extras;
    // As features, a window's rows lie side by side in one time step.
    this.nextRow = asFeatures ? columns : x.shape[1]! * x.stride;
    this.columns = columns;
    this.futureColumns = futureColumns;
  }

  /** Writes a whole window as row b of the batch. */
  write(b: number, { table, future, waves, level, spread }: WindowInputs): void {
    const { columns, nextRow } = this;
    const memory = this.engine.f32;
    let to = this.rowOf(b);
    for (let from = 0; from < table.length; from += columns, to += nextRow) {
      memory[to] = (table[from]! - level) / spread;
      for (let c = 1; c < columns; c++) memory[to + c] = table[from + c]!;
    }
    if (this.extras === null) return;
    memory.set(future, this.extrasOf(b));
    memory.set(waves, this.extrasOf(b) + future.length);
  }

  /** Writes one input of a window over what row b holds. */
  exchange(b: number, input: Input, { table, future, waves, level, spread }: WindowInputs): void {
    const { columns, nextRow, futureColumns } = this;
    const memory = this.engine.f32;
    for (const c of input.table) {
      const isTarget = input.kind === "target";
      let to = this.rowOf(b) + c;
      for (let from = c; from < table.length; from += columns, to += nextRow) {
        memory[to] = isTarget ? (table[from]! - level) / spread : table[from]!;
      }
    }
    for (const c of input.future) {
      for (let from = c; from < future.length; from += futureColumns) memory[this.extrasOf(b) + from] = future[from]!;
    }
    for (const c of input.waves) memory[this.extrasOf(b) + future.length + c] = waves[c]!;
  }

  /** Reads values that lie as the inputs do, such as their gradients, of row b: into arrays of a window's sizes. */
  read(
    b: number,
    from: { readonly x: Tensor; readonly extras: Tensor | null },
    into: Pick<WindowInputs, "table" | "future" | "waves">,
  ): void {
    const { columns, nextRow } = this;
    const memory = this.engine.f32;
    let at = this.rowOf(b, from.x);
    for (let row = 0; row < into.table.length; row += columns, at += nextRow) {
      into.table.set(memory.subarray(at, at + columns), row);
    }
    if (from.extras === null) return;
    const extras = this.extrasOf(b, from.extras);
    into.future.set(memory.subarray(extras, extras + into.future.length));
    into.waves.set(memory.subarray(extras + into.future.length, extras + into.future.length + into.waves.length));
  }

  private rowOf(b: number, { address, stride }: Tensor = this.x): number {
    return address / 4 + b * stride;
  }

  private extrasOf(b: number, extras: Tensor = this.extras!): number {
    return extras.address / 4 + b * extras.stride;
  }
}
