import type { Frame } from "../contracts/index.ts";
import { type Prepared, prepareFrame, STILL } from "../prepare/index.ts";
import type { Baseline } from "./baseline.ts";
import { inputsOf, isCalendar } from "./inputs.ts";
import type { Subject } from "./subject.ts";
import type { CutWindow } from "./window.ts";
import { type WindowInputs, windowInputs } from "./window-inputs.ts";

/** A window somewhere between a baseline and the one that is explained. */
export interface PointOfLine {
  readonly frame: Frame;
  readonly prepared: Prepared;
  readonly inputs: WindowInputs;
}

/**
 * How far from a baseline that stands still the line begins, where a window is divided by its own spread: there the model has
 * none to divide by, and what it says of the baseline itself is no limit of what it says near it.
 */
const HAIR = 1e-6;

/** The straight line from a baseline to a window, in the columns' own units; the calendar in its waves. */
export class Line {
  private readonly subject: Subject;
  private readonly cut: CutWindow;
  private readonly baseline: Baseline;
  private readonly own: WindowInputs;
  /** Where it begins, of 1. */
  readonly start: number;

  constructor(subject: Subject, cut: CutWindow, baseline: Baseline) {
    this.subject = subject;
    this.cut = cut;
    this.baseline = baseline;
    this.own = windowInputs(cut.prepared, cut.at);
    this.start = subject.preparation.window === "mean_spread" && this.beginsStill() ? HAIR : 0;
  }

  /** The window at a share of the way. */
  at(share: number): PointOfLine {
    const { cut, baseline, own, subject } = this;
    const columns = cut.rows.columns.map(({ name, values }, c) => ({
      name,
      values: between(baseline.columns[c]!, values, share),
    }));
    const frame = { ...cut.rows, columns };
    const prepared = prepareFrame(subject.preparation, frame, subject.task);
    const inputs = windowInputs(prepared, cut.at);
    const { columns: width, futureColumns } = prepared;
    for (const { table, future, waves } of inputsOf(subject.task).filter(isCalendar)) {
      for (const c of table) mix(inputs.table, baseline.calendar.table, own.table, share, c, width);
      for (const c of future) mix(inputs.future, baseline.calendar.future, own.future, share, c, futureColumns);
      for (const c of waves) mix(inputs.waves, baseline.calendar.waves, own.waves, share, c, own.waves.length);
    }
    return { frame, prepared, inputs };
  }

  private beginsStill(): boolean {
    const { table } = this.at(0).inputs;
    const { columns } = this.cut.prepared;
    const target = table.filter((_, i) => i % columns === 0);
    const mean = target.reduce((sum, value) => sum + value, 0) / target.length;
    const squares = target.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
    return !(Math.sqrt(squares / target.length) > STILL);
  }
}

/** Values at a share of the way; what is missing at the end is missing on all of the way, what has no beginning stays. */
function between(from: Float64Array, to: Float64Array, share: number): Float64Array {
  return to.map((value, i) => (Number.isNaN(from[i]!) || share === 1 ? value : from[i]! + share * (value - from[i]!)));
}

/** The same for one column of rows, written where it belongs. */
function mix(
  into: Float64Array,
  from: Float64Array,
  to: Float64Array,
  share: number,
  column: number,
  width: number,
): void {
  for (let i = column; share < 1 && i < into.length; i += width) into[i] = from[i]! + share * (to[i]! - from[i]!);
}
