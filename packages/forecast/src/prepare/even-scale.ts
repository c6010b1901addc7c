import type { TimeAxis } from "../contracts/index.ts";
import { applySteps, undoSteps } from "./series-steps.ts";
import type { FittedStep } from "./steps/index.ts";

/** A scale of the target on which noise is about as large everywhere: behind the logarithm where the preparation takes one. */
export interface EvenScale {
  /** From the target's own unit. NaN stays NaN. */
  to(values: Float64Array): Float64Array;
  /** Rising, as is `to`. */
  back(values: Float64Array): Float64Array;
}

/** What these steps say of other rows, or of the time of day, is added to a value: its noise is as large without it. */
const ADDED: ReadonlySet<FittedStep["kind"]> = new Set(["forward_fill", "difference", "seasonal_mean"]);

/** The scale that those steps of a preparation make in which every value stands for itself. */
export function evenScale(steps: readonly FittedStep[]): EvenScale {
  const alone = steps.filter(({ kind }) => !ADDED.has(kind));
  const none = alone.map(() => new Float64Array(0));
  const axis = ({ length }: Float64Array): TimeAxis => ({ kind: "count", start: 0, length });
  return {
    to: (values) => applySteps(alone, values, axis(values)),
    back: (values) => undoSteps(alone, values.slice(), none, Int32Array.of(0), axis(values)),
  };
}
