import type { z } from "zod";
import type { TimeAxis } from "../../contracts/index.ts";
import type { PastRows } from "../../contracts/past.ts";

/** What forecasts were made from, at the level that a step was applied to: its own input. */
export interface History {
  readonly values: Float64Array; // [T]
  /** Row of the last reading known to each forecast. `[n]` */
  readonly origins: Int32Array;
  /** When the rows are. */
  readonly time: TimeAxis;
}

/** A step that is taken row by row: what it remembers from one row to the next, and nothing else, is `memory`. */
export interface Running {
  /** Empty where every row stands for itself. May be copied and written back. */
  readonly memory: Float64Array;
  /** The prepared value of a row; rows come in order, from 0. */
  readonly next: (value: number, row: number) => number;
}

/**
 * The derivatives of a fitted step, as a chain rule takes them on its way back: of some sum, from what each result of the step
 * counts for to what each value that went in does. What counts for nothing, as missing values must, stays 0.
 */
export interface StepGradients {
  /** Of `apply`: `[T]`; `values` are what went in. */
  apply(gradient: Float64Array, values: Float64Array): Float64Array;
  /** Of `undo`: `[h]`; `forecast` is what went in. What the history counts for is added to `history` `[T]`. */
  undo(gradient: Float64Array, forecast: Float64Array, origin: number, history: Float64Array): Float64Array;
}

/**
 * One preparation of a series. Its specification is what a person asks for, its fitted form adds the numbers learned from
 * the past; both are plain JSON, so that a model file can record them and replay the step on new data.
 */
export interface Step<Spec extends z.ZodType, Fitted extends z.ZodType> {
  readonly spec: Spec;
  readonly fitted: Fitted;
  /** Learns the step's numbers from the training part alone. */
  fit(spec: z.infer<Spec>, past: PastRows, time: TimeAxis): z.infer<Fitted>;
  /** Begins before the first row of `time`. */
  run(fitted: z.infer<Fitted>, time: TimeAxis): Running;
  /** Prepares a series `[T]` where it lies, and returns it: row t depends on rows up to t alone. */
  apply(fitted: z.infer<Fitted>, values: Float64Array, time: TimeAxis): Float64Array;
  /**
   * Takes forecasts `[n, h]` of rows `origin + 1 … origin + h`, one behind the other, back to the unit before this step where they
   * lie, and returns them. NaN stays NaN.
   */
  undo(fitted: z.infer<Fitted>, forecasts: Float64Array, history: History): Float64Array;
  gradients(fitted: z.infer<Fitted>): StepGradients;
}

/** Checks a step against its own schemas; the compiler infers the types from them. A whole series is taken row by row. */
export function defineStep<Spec extends z.ZodType, Fitted extends z.ZodType>(
  step: Omit<Step<Spec, Fitted>, "apply">,
): Step<Spec, Fitted> {
  return {
    ...step,
    apply(fitted, values, time) {
      const { next } = step.run(fitted, time);
      for (let row = 0; row < values.length; row++) values[row] = next(values[row]!, row);
      return values;
    },
  };
}

/** A step in which every row stands for itself. */
export function eachRow(next: Running["next"]): Running {
  return { memory: new Float64Array(0), next };
}

/** The gradients of a step in which every row stands for itself, by its slope and that of its undoing at a value. */
export function eachSlope(slope: (value: number) => number, undoSlope: (value: number) => number): StepGradients {
  const times = (gradient: Float64Array, values: Float64Array, at: (value: number) => number): Float64Array =>
    gradient.map((counts, i) => (counts === 0 ? 0 : counts * at(values[i]!)));
  return {
    apply: (gradient, values) => times(gradient, values, slope),
    undo: (gradient, forecast) => times(gradient, forecast, undoSlope),
  };
}
