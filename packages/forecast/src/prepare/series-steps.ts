import { Problem, type TimeAxis } from "../contracts/index.ts";
import { madeOfPast, type Past, type PastRows } from "../contracts/past.ts";
import { timeFrom } from "../data/time-at.ts";
import { cutBefore } from "./cut.ts";
import { type FittedStep, fittedStepSchema, type StepSpec, stepOf } from "./steps/index.ts";

/** A series at every level of its preparation: `levels[i]` is what step i receives, the last one is fully prepared. */
export type Levels = readonly Float64Array[]; // [steps + 1][T]

/** Rows of a long past that are prepared at a time while its steps are fitted. */
const PIECE = 65_536;

/**
 * Fits each step on the training part as the steps before it leave it. The result is exactly what its JSON says. A past of up to
 * two pieces is prepared as the steps are fitted; a longer one piece by piece, again for each step: nothing of its length is made.
 * @throws Problem `past_unknown` (data) where a step finds no known value, `values_too_large` (data) where its numbers
 *   are not finite, `lag_too_long` (usage).
 */
export function fitSteps(specs: readonly StepSpec[], past: Past, time: TimeAxis, piece: number = PIECE): FittedStep[] {
  const fitted: FittedStep[] = [];
  const short = past.rows <= 2 * piece ? past.values.slice() : null;
  const level = () => (short === null ? levelOf(fitted, past, time, piece) : madeOfPast(past, past.rows, () => short));
  for (const spec of specs) {
    const found = stepOf(spec.kind).fit(spec, level(), time);
    // By way of JSON, so that a step behaves alike before and after it was saved (−0 becomes 0, ∞ is refused).
    const recorded = fittedStepSchema.safeParse(JSON.parse(JSON.stringify(found)));
    if (!recorded.success) throw tooLarge(spec.kind);
    fitted.push(recorded.data);
    if (short !== null && fitted.length < specs.length) {
      applyInPlace([recorded.data], short, timeFrom(time, 0, past.rows));
    }
  }
  return fitted;
}

/** A past as some steps leave it. */
function levelOf(steps: readonly FittedStep[], past: Past, time: TimeAxis, size: number): PastRows {
  if (steps.length === 0) return past;
  const { values } = past;
  let room = new Float64Array(Math.min(2 * size, past.rows));
  return madeOfPast(past, size, (from, to) => {
    const first = cutBefore(steps, values, from);
    if (to - first > room.length) room = new Float64Array(to - first);
    const rows = room.subarray(0, to - first);
    rows.set(values.subarray(first, to));
    return applyInPlace(steps, rows, timeFrom(time, first, to - first)).subarray(from - first);
  });
}

/** The series at every level, `[steps + 1][T]`. Row t of each level depends on rows up to t alone. */
export function stepLevels(steps: readonly FittedStep[], values: Float64Array, time: TimeAxis): Levels {
  const levels = [values];
  for (const step of steps) levels.push(stepOf(step.kind).apply(step, levels.at(-1)!.slice(), time));
  return levels;
}

/** The fully prepared series, `[T]`. NaN stays NaN, except after `forward_fill`; `difference` starts with `lag` times NaN. */
export function applySteps(steps: readonly FittedStep[], values: Float64Array, time: TimeAxis): Float64Array {
  return applyInPlace(steps, values.slice(), time);
}

/** The same in the place of the values. */
export function applyInPlace(steps: readonly FittedStep[], values: Float64Array, time: TimeAxis): Float64Array {
  for (const step of steps) stepOf(step.kind).apply(step, values, time);
  return values;
}

/**
 * Takes forecasts `[n, h]` of rows `origin + 1 … origin + h`, one origin behind the other, back to the series' own unit where they
 * lie, and returns them. `levels` are those of the series that they were made from; rows after a forecast's origin are not
 * read.
 */
export function undoSteps(
  steps: readonly FittedStep[],
  forecasts: Float64Array,
  levels: Levels,
  origins: Int32Array,
  time: TimeAxis,
): Float64Array {
  return steps.reduceRight<Float64Array>((undone, step, i) => {
    const values = levels[i];
    if (values === undefined) throw new RangeError(`internal: ${steps.length} steps but ${levels.length} levels`);
    return stepOf(step.kind).undo(step, undone, { values, origins, time });
  }, forecasts);
}

function tooLarge(kind: string): Problem {
  return new Problem("data", "values_too_large", `The training part is too large in value for the step ${kind}.`, {
    needed: "values whose spread fits a 64-bit float",
    hint: "Give the column in a larger unit.",
  });
}
