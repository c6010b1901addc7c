import { z } from "zod";
import { type Column, type Frame, Problem, type Task, type TimeAxis } from "../contracts/index.ts";
import { columnOf } from "../data/index.ts";
import { pastWithoutForesight } from "./past-without-foresight.ts";
import { Room } from "./room.ts";
import { fitSteps, type Levels, undoSteps } from "./series-steps.ts";
import type { Shape } from "./shape.ts";
import { ownOfShared, type SharedSteps } from "./shared-steps.ts";
import { fittedStepSchema, stepSpecSchema } from "./steps/index.ts";

/**
 * How each window's target is shifted and scaled before a model sees it: not at all, relative to its last value, or by its
 * own mean and standard deviation (Kim et al. 2022, reversible instance normalisation, without its weights).
 */
export const windowScaleSchema = z.enum(["none", "last", "mean_spread"]);
export type WindowScale = z.infer<typeof windowScaleSchema>;

/** What is done to the columns before windows are cut, as a person asks for it. */
export const preparationSchema = z.strictObject({
  /** Steps on the target, in order. */
  target: z.array(stepSpecSchema),
  /** Steps on every covariate, in order. */
  covariates: z.array(stepSpecSchema),
  window: windowScaleSchema,
});
export type PreparationSpec = z.infer<typeof preparationSchema>;

/** The same with the numbers it learnt, as a model file records it. */
export const fittedPreparationSchema = z.strictObject({
  target: z.array(fittedStepSchema),
  columns: z.record(z.string(), z.array(fittedStepSchema)),
  window: windowScaleSchema,
});
export type FittedPreparation = z.infer<typeof fittedPreparationSchema>;

/** A table as models see it. Row t depends on rows up to t alone. */
export interface Prepared extends Shape {
  readonly preparation: FittedPreparation;
  readonly rows: number;
  readonly time: TimeAxis;
  /** Inputs `[rows, columns]`, row-major. */
  readonly table: Float64Array;
  /** The prepared target `[rows]`; NaN where nothing was read, even if an input was filled in there. */
  readonly targets: Float64Array;
  /** Rows whose inputs were filled in with the help of later readings: no forecast may start there. `[rows]` */
  readonly foresees: Uint8Array;
  /** Known of every row ahead: future covariates, then holidays, `[rows, F]`, row-major. */
  readonly future: Float64Array;
  /** The calendar's waves `[rows, W]`, row-major: known of the first row ahead, as those of further rows follow from it. */
  readonly waves: Float64Array;
  /** The target at every level of its preparation: what undoing needs. */
  readonly levels: Levels;
  /** Undoes forecasts where the rows are those of several series, each prepared for itself; see `preparePanel`. */
  readonly undo?: (forecasts: Float64Array, origins: Int32Array) => Float64Array;
}

/** Fits a preparation on the rows before `cutoff`; columns of `shared` are prepared as all series are. Problems name the column. */
export function fitPreparation(
  spec: PreparationSpec,
  frame: Frame,
  task: Task,
  cutoff: number,
  shared: SharedSteps = {},
): FittedPreparation {
  const fit = (name: string, steps: PreparationSpec["target"]) => {
    try {
      const past = pastWithoutForesight(columnOf(frame, name), cutoff);
      const known = name === task.target || !Object.hasOwn(shared, name) ? undefined : shared[name];
      return known === undefined ? fitSteps(steps, past, frame.time) : ownOfShared(known, past, frame.time);
    } catch (error) {
      throw error instanceof Problem ? error.with({ column: name }) : error;
    }
  };
  const covariates = [...task.past, ...task.future];
  return {
    target: fit(task.target, spec.target),
    columns: Object.fromEntries(covariates.map((name) => [name, fit(name, spec.covariates)])),
    window: spec.window,
  };
}

/**
 * Applies a fitted preparation to a whole table: the one it was fitted on, or a newer one. `waves`: the calendar's columns,
 * where they are known already.
 */
export function prepareFrame(
  preparation: FittedPreparation,
  frame: Frame,
  task: Task,
  waves?: readonly Float64Array[],
): Prepared {
  const room = new Room(preparation, task, frame.time.length);
  room.append(frame, 0, true, waves);
  return room.prepared(frame);
}

/** A column's values as they were read: NaN where cleaning put one there. `[T]` */
export function readValues({ values, filled }: Column): Float64Array {
  return filled === undefined ? values : values.map((value, row) => (filled[row] === 0 ? value : Number.NaN));
}

/**
 * Takes forecasts `[n, h]` in prepared units (window scale already undone), one origin behind the other, back to the target's own
 * unit where they lie, and returns them.
 */
export function undoForecasts(prepared: Prepared, forecasts: Float64Array, origins: Int32Array): Float64Array {
  if (prepared.undo !== undefined) return prepared.undo(forecasts, origins);
  return undoSteps(prepared.preparation.target, forecasts, prepared.levels, origins, prepared.time);
}
