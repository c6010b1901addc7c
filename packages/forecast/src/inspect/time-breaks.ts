import type { TableTime } from "../contracts/index.ts";
import { type InferredStep, inferStep } from "../data/infer-step.ts";
import { describeStep, stepMonths, timeAfter } from "../data/time-at.ts";
import { valuesAt } from "../statistics/index.ts";
import { stepsBetween } from "./steps-between.ts";
import { distinctRows, type Survey } from "./survey.ts";

/** Two neighbouring times of a series that do not lie one step apart. */
export interface TimeBreak {
  readonly series: string;
  /** The row after the break, and the times (epoch milliseconds) on both sides. */
  readonly row: number;
  readonly before: number;
  readonly after: number;
  /** How many steps lie between them, as a fraction; NaN where none is known. */
  readonly steps: number;
}

/** Where a series goes over to another step that it keeps for long. */
export interface StepChange {
  readonly series: string;
  /** The first row that lies the new step behind the one before it. */
  readonly row: number;
  /** Old and new step, in common steps. */
  readonly from: number;
  readonly to: number;
}

/** All breaks of the common step, series by series. */
export interface TimeBreaks {
  /** Pairs of neighbouring times. */
  readonly neighbours: number;
  /** Whole numbers of steps apart, two or more: rows are missing between them. */
  readonly gaps: readonly TimeBreak[];
  /** Any other distance. */
  readonly uneven: readonly TimeBreak[];
  readonly changes: readonly StepChange[];
}

/** A step is kept for long from so many neighbours on, and this share of its series. */
const LONG = 10;
const LONG_SHARE = 0.05;

/** Compares every pair of neighbouring times with the common step. */
export function timeBreaks({ table, series, step }: Survey): TimeBreaks {
  const gaps: TimeBreak[] = [];
  const uneven: TimeBreak[] = [];
  const changes: StepChange[] = [];
  let neighbours = 0;
  const { time } = table;
  if (!time || !step) return { neighbours, gaps, uneven, changes };
  const times = time.values;
  for (const one of series) {
    const rows = distinctRows(one, times);
    const steps = stepsOf(valuesAt(times, rows), time, step);
    neighbours += steps.length;
    const runs = longRuns(steps);
    for (let i = 1; i < runs.length; i++) {
      const [from, to] = [runs[i - 1]!, runs[i]!];
      if (from.steps !== to.steps) {
        changes.push({ series: one.series, row: rows[to.start + 1]!, from: from.steps, to: to.steps });
      }
    }
    const kept = new Set([1, ...(runs.length > 1 ? runs.map((run) => run.steps) : [])]);
    for (let i = 0; i < steps.length; i++) {
      if (kept.has(steps[i]!)) continue;
      const [before, after] = [times[rows[i]!]!, times[rows[i + 1]!]!];
      const found = { series: one.series, row: rows[i + 1]!, before, after, steps: steps[i]! };
      (Number.isInteger(steps[i]!) ? gaps : uneven).push(found);
    }
  }
  return { neighbours, gaps, uneven, changes };
}

/**
 * How many steps lie between each two neighbours: a whole number only where the later time is the one that so many steps lead to,
 * by the rule by which an axis is sound; else a fraction, or NaN where none is known.
 */
function stepsOf(times: Float64Array, { format, zone }: TableTime, common: InferredStep): Float64Array {
  const { step } = common;
  // Series may keep another day of the month than most.
  const own = stepMonths(step) > 0 && times.length > 1 ? inferStep(times, format, zone) : undefined;
  const { day } = own && describeStep(own.step) === describeStep(step) ? own : common;
  const axis = {
    kind: "calendar",
    start: times[0] ?? 0,
    step,
    ...(day === undefined ? {} : { day }),
    length: times.length,
    format,
    ...(zone === undefined ? {} : { zone }),
  } as const;
  return Float64Array.from({ length: Math.max(0, times.length - 1) }, (_, i) => {
    const [before, after] = [times[i]!, times[i + 1]!];
    const between = stepsBetween(before, after, step);
    const whole = Math.round(between);
    if (whole > 0 && timeAfter(axis, before, whole) === after) return whole;
    return Number.isInteger(between) ? Number.NaN : between;
  });
}

/** Stretches of one and the same distance that last for long. */
function longRuns(steps: Float64Array): { start: number; steps: number }[] {
  const least = Math.max(LONG, LONG_SHARE * steps.length);
  const runs: { start: number; steps: number }[] = [];
  let start = 0;
  for (let i = 1; i <= steps.length; i++) {
    if (i < steps.length && steps[i] === steps[start]) continue;
    if (i - start >= least) runs.push({ start, steps: steps[start]! });
    start = i;
  }
  return runs;
}
