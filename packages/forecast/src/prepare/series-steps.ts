import { Problem, type TimeAxis } from "../contracts/index.ts";
import { type Past, pastOf } from "../contracts/past.ts";
import { type FittedStep, fittedStepSchema, type StepSpec, stepOf } from "./steps/index.ts";

/** A series at every level of its preparation: `levels[i]` is what step i receives, the last one is fully prepared. */
export type Levels = readonly Float64Array[]; // [steps + 1][T]

/**
 * Fits each step on the training part as the steps before it leave it. The result is exactly what its JSON says.
 * @throws Problem `past_unknown` (data) where a step finds no known value, `values_too_large` (data) where its numbers
 *   are not finite, `lag_too_long` (usage).
 */
export function fitSteps(specs: readonly StepSpec[], past: Past, time: TimeAxis): FittedStep[] {
  const fitted: FittedStep[] = [];
  let values = past.values;
  for (const spec of specs) {
    const step = stepOf(spec.kind);
    // Still a past: it was made from nothing else.
    const found = step.fit(spec, pastOf(values, values.length), time);
    // By way of JSON, so that a step behaves alike before and after it was saved (−0 becomes 0, ∞ is refused).
    const recorded = fittedStepSchema.safeParse(JSON.parse(JSON.stringify(found)));
    if (!recorded.success) throw tooLarge(spec.kind);
    fitted.push(recorded.data);
    values = step.apply(recorded.data, values, time);
  }
  return fitted;
}

/** The series at every level, `[steps + 1][T]`. Row t of each level depends on rows up to t alone. */
export function stepLevels(steps: readonly FittedStep[], values: Float64Array, time: TimeAxis): Levels {
  const levels = [values];
  for (const step of steps) levels.push(stepOf(step.kind).apply(step, levels.at(-1) ?? values, time));
  return levels;
}

/** The fully prepared series, `[T]`. NaN stays NaN, except after `forward_fill`; `difference` starts with `lag` times NaN. */
export function applySteps(steps: readonly FittedStep[], values: Float64Array, time: TimeAxis): Float64Array {
  return steps.reduce<Float64Array>((level, step) => stepOf(step.kind).apply(step, level, time), values.slice());
}

/**
 * A forecast of rows `origin + 1 … origin + h` back in the series' own unit, `[h]`.
 * `levels` are those of the series that the forecast was made from; rows after the origin are not read.
 */
export function undoSteps(
  steps: readonly FittedStep[],
  forecast: Float64Array,
  levels: Levels,
  origin: number,
  time: TimeAxis,
): Float64Array {
  return steps.reduceRight<Float64Array>((undone, step, i) => {
    const values = levels[i];
    if (values === undefined) throw new RangeError(`internal: ${steps.length} steps but ${levels.length} levels`);
    return stepOf(step.kind).undo(step, undone, { values, origin, time });
  }, forecast.slice());
}

function tooLarge(kind: string): Problem {
  return new Problem("data", "values_too_large", `The training part is too large in value for the step ${kind}.`, {
    needed: "values whose spread fits a 64-bit float",
    hint: "Give the column in a larger unit.",
  });
}
