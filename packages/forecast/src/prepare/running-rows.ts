import type { Task, TimeAxis } from "../contracts/index.ts";
import { calendarWidths, writeWaves } from "./calendar.ts";
import { holidayWriter } from "./holidays.ts";
import type { FittedPreparation } from "./preparation.ts";
import { RunningSeries } from "./running-series.ts";
import { wallTimeAt } from "./wall-time.ts";

/** Where a table that grows stands. */
export interface RunningState {
  readonly rows: number;
  readonly complete: number;
  /** `[lookback, columns]` */
  readonly table: Float64Array;
  /** What the steps of all columns remember, one after the other. */
  readonly memory: Float64Array;
}

/**
 * The last window of a table that grows row by row, prepared: what `prepareFrame` makes of all rows so far, bit for bit, at a
 * cost that does not depend on how many they are. Columns stand in the order of `Prepared.table`.
 */
export class RunningRows {
  readonly task: Task;
  readonly preparation: FittedPreparation;
  readonly time: TimeAxis;
  /** Rows taken so far. */
  rows = 0;
  /** The last so many rows have no missing input. */
  complete = 0;
  /** The last `lookback` rows `[2 · lookback, columns]`: row t at places t mod lookback and lookback behind it, so that a window never wraps. */
  readonly table: Float64Array;
  readonly columns: number;
  /** Inputs known of the next `horizon` rows `[h, F]`, as in `Prepared.future`. */
  readonly future: Float64Array;
  /** The calendar's waves of the next row `[W]`. */
  readonly waves: Float64Array;
  private readonly series: readonly RunningSeries[];
  private readonly futureColumns: number;
  private readonly nextHolidays: Float64Array;
  private readonly writeHolidays: ReturnType<typeof holidayWriter> | null;

  /** Begins before the first row of `time`. @throws Problem `holidays_end` (data). */
  constructor(preparation: FittedPreparation, task: Task, time: TimeAxis) {
    this.task = task;
    this.preparation = preparation;
    this.time = time;
    const names = [...task.past, ...task.future];
    const steps = [preparation.target, ...names.map((name) => preparation.columns[name] ?? [])];
    this.series = steps.map((fitted) => new RunningSeries(fitted, time));
    const widths = calendarWidths(task);
    this.futureColumns = task.future.length + widths.holidays;
    this.columns = 1 + task.past.length + this.futureColumns + widths.waves;
    this.table = new Float64Array(2 * task.lookback * this.columns).fill(Number.NaN);
    this.future = new Float64Array(task.horizon * this.futureColumns);
    this.waves = new Float64Array(widths.waves);
    this.nextHolidays = new Float64Array(widths.holidays);
    this.writeHolidays = task.holidays === undefined ? null : holidayWriter(task.holidays, time);
    this.lookAhead();
  }

  /** Where in `table` the row taken last ends the window. */
  get origin(): number {
    return ((this.rows - 1) % this.task.lookback) + this.task.lookback;
  }

  /**
   * Takes the next row: `values [1 + P + F]` of the target, the past and the future columns, NaN where missing, and `ahead [F][h]`,
   * what is known of the future columns in the rows behind it.
   * @throws Problem `holidays_end` (data) before anything is changed.
   */
  take(values: Float64Array, ahead: readonly Float64Array[]): void {
    const { task, table, columns, future, futureColumns, waves, nextHolidays, series } = this;
    const row = this.rows;
    const own = task.future.length;
    this.writeHolidays?.(row + task.horizon, nextHolidays, 0);
    const at = (row % task.lookback) * columns;
    let to = at;
    for (let c = 0; c < values.length; c++) table[to++] = series[c]!.take(values[c]!, row);
    for (let c = 0; c < nextHolidays.length; c++) table[to++] = future[own + c]!;
    for (let c = 0; c < waves.length; c++) table[to++] = waves[c]!;
    table.copyWithin(at + task.lookback * columns, at, to);
    let isComplete = true;
    for (let c = at; c < to; c++) if (Number.isNaN(table[c]!)) isComplete = false;
    this.complete = isComplete ? this.complete + 1 : 0;

    future.copyWithin(0, futureColumns);
    future.set(nextHolidays, future.length - nextHolidays.length);
    for (let f = 0; f < own; f++) {
      const prepared = series[values.length - own + f]!.preview(ahead[f]!, row + 1);
      for (let k = 0; k < task.horizon; k++) future[k * futureColumns + f] = prepared[k]!;
    }
    this.rows++;
    this.writeNextWaves();
  }

  /** Takes a forecast `[h]` of the rows behind the one taken last back to the target's own unit, and returns it. */
  undo(forecast: Float64Array): Float64Array {
    return this.series[0]!.undo(forecast, this.rows - 1);
  }

  /** All that the next rows depend on, copied. */
  save(): RunningState {
    const { rows, complete, table } = this;
    const memory = Float64Array.from(this.memories.flatMap((values) => [...values]));
    return { rows, complete, table: table.slice(0, table.length / 2), memory };
  }

  /**
   * Goes on where another of the same task, preparation and time was saved. @throws Problem `holidays_end` (data).
   */
  restore({ rows, complete, table, memory }: RunningState): void {
    this.rows = rows;
    this.complete = complete;
    this.table.set(table);
    this.table.set(table, table.length);
    let from = 0;
    for (const values of this.memories) {
      values.set(memory.subarray(from, from + values.length));
      from += values.length;
    }
    this.lookAhead();
  }

  /** Numbers that the preparation remembers. */
  get memorySize(): number {
    return this.memories.reduce((sum, { length }) => sum + length, 0);
  }

  /** Holidays and waves of the next rows, from nothing but the time. */
  private lookAhead(): void {
    const own = this.task.future.length;
    for (let k = 0; k < this.task.horizon; k++) {
      this.writeHolidays?.(this.rows + k, this.future, k * this.futureColumns + own);
    }
    this.writeNextWaves();
  }

  private writeNextWaves(): void {
    if (this.waves.length > 0) writeWaves(this.task.calendar, wallTimeAt(this.time, this.rows), this.waves);
  }

  private get memories(): readonly Float64Array[] {
    return this.series.flatMap(({ memories }) => memories);
  }
}
