import { stepMs } from "../data/time-at.ts";
import { stepsBetween } from "./steps-between.ts";
import { distinctRows, type Survey } from "./survey.ts";

/** Two neighbouring times of a series that do not lie one step apart. */
export interface TimeBreak {
  readonly series: string;
  /** The row after the break, and the times (epoch milliseconds) on both sides. */
  readonly row: number;
  readonly before: number;
  readonly after: number;
  /** How many steps lie between them, as a fraction. */
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

/** How far from a whole number of steps is still that number: days of 23 and 25 hours, months of 28 and 31 days. */
const TOLERANCE = 0.06;
const HALF_MICROSECOND = 0.0005;
/** A step is kept for long from so many neighbours on, and this share of its series. */
const LONG = 10;
const LONG_SHARE = 0.05;

/** Compares every pair of neighbouring times with the common step. */
export function timeBreaks({ table, series, step }: Survey): TimeBreaks {
  const gaps: TimeBreak[] = [];
  const uneven: TimeBreak[] = [];
  const changes: StepChange[] = [];
  let neighbours = 0;
  const times = table.time?.values;
  if (!times || !step) return { neighbours, gaps, uneven, changes };
  const { unit } = step.step;
  const isExact = unit === "second" || unit === "minute" || unit === "hour";
  // Steps below a day are kept to the microsecond, whatever the calendar does.
  const tolerance = isExact ? HALF_MICROSECOND / stepMs(step.step) : TOLERANCE;
  for (const one of series) {
    const rows = distinctRows(one, times);
    const steps = new Float64Array(Math.max(0, rows.length - 1));
    for (let i = 0; i < steps.length; i++) {
      const between = stepsBetween(times[rows[i]!]!, times[rows[i + 1]!]!, step.step);
      const whole = Math.round(between);
      steps[i] = whole > 0 && Math.abs(between - whole) <= tolerance ? whole : between;
    }
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
