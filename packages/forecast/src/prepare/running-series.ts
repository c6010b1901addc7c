import type { TimeAxis } from "../contracts/index.ts";
import { type FittedStep, type History, type Running, stepOf } from "./steps/index.ts";

/** A column's fitted steps, taken row by row as readings come in: bit for bit what `applySteps` makes of all rows at once. */
export class RunningSeries {
  private readonly steps: readonly FittedStep[];
  private readonly time: TimeAxis;
  private readonly running: readonly Running[];

  /** Rows are counted from the first of `time`. */
  constructor(steps: readonly FittedStep[], time: TimeAxis) {
    this.steps = steps;
    this.time = time;
    this.running = steps.map((step) => stepOf(step.kind).run(step, time));
  }

  /** What the steps remember, one array each; may be written back. */
  get memories(): readonly Float64Array[] {
    return this.running.map(({ memory }) => memory);
  }

  /** The prepared value of the next row. */
  take(value: number, row: number): number {
    let prepared = value;
    for (const { next } of this.running) prepared = next(prepared, row);
    return prepared;
  }

  /** Values known in advance of row `row` and those behind it, prepared and not remembered. `[n]` */
  preview(values: Float64Array, row: number): Float64Array {
    const kept = this.memories.map((memory) => memory.slice());
    const prepared = values.map((value, k) => this.take(value, row + k));
    this.memories.forEach((memory, i) => {
      memory.set(kept[i]!);
    });
    return prepared;
  }

  /** Takes a forecast `[h]` of the rows behind `origin`, which must be the row taken last, back to the column's own unit. */
  undo(forecast: Float64Array, origin: number): Float64Array {
    return this.steps.reduceRight<Float64Array>((undone, step, i) => {
      const history =
        step.kind === "difference" ? this.partners(i, step.lag, undone.length, origin) : noHistory(origin);
      return stepOf(step.kind).undo(step, undone, { time: this.time, ...history });
    }, forecast);
  }

  /** The values that a difference of the first rows behind the origin reaches back to, as a history of their own. */
  private partners(step: number, lag: number, rows: number, origin: number): Omit<History, "time"> {
    const { memory } = this.running[step]!;
    const values = new Float64Array(Math.min(lag, rows));
    for (let k = 0; k < values.length; k++) values[k] = memory[(origin + 1 + k) % lag]!;
    return { values, origins: Int32Array.of(lag - 1) };
  }
}

function noHistory(origin: number): Omit<History, "time"> {
  return { values: new Float64Array(0), origins: Int32Array.of(origin) };
}
