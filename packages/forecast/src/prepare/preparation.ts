import { z } from "zod";
import { type Column, type Frame, Problem, type Task, type TimeAxis } from "../contracts/index.ts";
import { pastOf } from "../contracts/past.ts";
import { columnOf } from "../data/index.ts";
import { calendarColumns } from "./calendar.ts";
import { holidayColumns } from "./holidays.ts";
import { applySteps, fitSteps, type Levels, stepLevels, undoSteps } from "./series-steps.ts";
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
export interface Prepared {
  readonly task: Task;
  readonly preparation: FittedPreparation;
  readonly rows: number;
  readonly time: TimeAxis;
  /** Inputs `[rows, columns]`, row-major: the target, past and future covariates, holidays, then the calendar's waves. */
  readonly table: Float64Array;
  readonly columns: number;
  /** Of these the last so many are holidays and waves. */
  readonly calendarColumns: number;
  /** The prepared target `[rows]`; NaN where nothing was read, even if an input was filled in there. */
  readonly targets: Float64Array;
  /** Rows whose inputs were filled in with the help of later readings: no forecast may start there. `[rows]` */
  readonly foresees: Uint8Array;
  /** Known of every row ahead: future covariates, then holidays, `[rows, F]`, row-major. */
  readonly future: Float64Array;
  readonly futureColumns: number;
  /** The calendar's waves `[rows, W]`, row-major: known of the first row ahead, as those of further rows follow from it. */
  readonly waves: Float64Array;
  readonly waveColumns: number;
  /** The target at every level of its preparation: what undoing needs. */
  readonly levels: Levels;
  /** Undoes a forecast where the rows are those of several series, each prepared for itself; see `preparePanel`. */
  readonly undo?: (forecast: Float64Array, origin: number) => Float64Array;
}

/** Rows that a list of steps reaches back before the row it prepares: the lags of its differences. */
export function reachOf(steps: PreparationSpec["target"] | FittedPreparation["target"]): number {
  return steps.reduce((sum, step) => sum + (step.kind === "difference" ? step.lag : 0), 0);
}

/** Fits a preparation on the rows before `cutoff`. Problems name the column. */
export function fitPreparation(spec: PreparationSpec, frame: Frame, task: Task, cutoff: number): FittedPreparation {
  const fit = (name: string, steps: PreparationSpec["target"]) => {
    try {
      return fitSteps(steps, pastOf(withoutForesight(columnOf(frame, name)), cutoff), frame.time);
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
  waves: readonly Float64Array[] = calendarColumns(task.calendar, frame.time, frame.time.length),
): Prepared {
  const { values: raw } = columnOf(frame, task.target);
  const read = readValues(columnOf(frame, task.target));
  const levels = stepLevels(preparation.target, raw, frame.time);
  const target = levels.at(-1)!;
  const covariate = (name: string) =>
    applySteps(preparation.columns[name] ?? [], columnOf(frame, name).values, frame.time);
  const holidays = task.holidays === undefined ? [] : holidayColumns(task.holidays, frame.time, raw.length);
  const future = [...task.future.map(covariate), ...holidays];
  return {
    task,
    preparation,
    rows: raw.length,
    time: frame.time,
    table: interleave([target, ...task.past.map(covariate), ...future, ...waves], raw.length),
    columns: 1 + task.past.length + future.length + waves.length,
    calendarColumns: holidays.length + waves.length,
    targets: target.map((value, row) => (Number.isNaN(read[row]!) ? Number.NaN : value)),
    foresees: foreseenRows(frame, task),
    future: interleave(future, raw.length),
    futureColumns: future.length,
    waves: interleave(waves, raw.length),
    waveColumns: waves.length,
    levels,
  };
}

/** A column's values as they were read: NaN where cleaning put one there. `[T]` */
export function readValues({ values, filled }: Column): Float64Array {
  return filled === undefined ? values : values.map((value, row) => (filled[row] === 0 ? value : Number.NaN));
}

/** A column without what was filled in with the help of later readings, which may lie behind any cutoff. `[T]` */
function withoutForesight({ values, filled }: Column): Float64Array {
  return filled === undefined ? values : values.map((value, row) => (filled[row] === 2 ? Number.NaN : value));
}

/** 1 for rows in which an input known only up to the origin was filled in with the help of later readings. */
function foreseenRows(frame: Frame, task: Task): Uint8Array {
  const foresees = new Uint8Array(frame.time.length);
  for (const name of [task.target, ...task.past]) {
    columnOf(frame, name).filled?.forEach((how, row) => {
      if (how === 2) foresees[row] = 1;
    });
  }
  return foresees;
}

/** One forecast `[h]` in prepared units (window scale already undone) back in the target's own unit. */
export function undoForecast(prepared: Prepared, forecast: Float64Array, origin: number): Float64Array {
  if (prepared.undo !== undefined) return prepared.undo(forecast, origin);
  return undoSteps(prepared.preparation.target, forecast, prepared.levels, origin, prepared.time);
}

function interleave(columns: readonly Float64Array[], rows: number): Float64Array {
  const out = new Float64Array(rows * columns.length);
  columns.forEach((values, c) => {
    for (let row = 0; row < rows; row++) out[row * columns.length + c] = values[row]!;
  });
  return out;
}
