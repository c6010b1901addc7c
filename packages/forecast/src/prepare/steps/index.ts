import { z } from "zod";
import { boxCox } from "./box-cox.ts";
import { difference } from "./difference.ts";
import { forwardFill } from "./forward-fill.ts";
import { logarithm } from "./logarithm.ts";
import { minMax } from "./min-max.ts";
import { robust } from "./robust.ts";
import { seasonalMean } from "./seasonal-mean.ts";
import { standard } from "./standard.ts";
import type { Step } from "./step.ts";

export type { History, Running } from "./step.ts";

/** What a person may ask for: `{ kind: "standard" }`, `{ kind: "difference", lag: 12 }` … */
export const stepSpecSchema = z.discriminatedUnion("kind", [
  forwardFill.spec,
  logarithm.spec,
  boxCox.spec,
  minMax.spec,
  standard.spec,
  robust.spec,
  difference.spec,
  seasonalMean.spec,
]);

/** A step with the numbers it learned, as a model file records it. */
export const fittedStepSchema = z.discriminatedUnion("kind", [
  forwardFill.fitted,
  logarithm.fitted,
  boxCox.fitted,
  minMax.fitted,
  standard.fitted,
  robust.fitted,
  difference.fitted,
  seasonalMean.fitted,
]);

/** One preparation that a person asks for. */
export type StepSpec = z.infer<typeof stepSpecSchema>;
/** One preparation with its numbers; plain JSON. */
export type FittedStep = z.infer<typeof fittedStepSchema>;

const STEPS = {
  forward_fill: forwardFill,
  log: logarithm,
  box_cox: boxCox,
  min_max: minMax,
  standard,
  robust,
  difference,
  seasonal_mean: seasonalMean,
} as const satisfies Record<StepSpec["kind"], unknown>;

/** Names of all steps. */
export const STEP_KINDS: readonly string[] = Object.keys(STEPS);

/** The step of a kind. */
export function stepOf(kind: StepSpec["kind"]): Step<typeof stepSpecSchema, typeof fittedStepSchema> {
  // The compiler cannot see that a step only ever meets data of its own kind; callers look it up by that very kind.
  return STEPS[kind] as unknown as Step<typeof stepSpecSchema, typeof fittedStepSchema>;
}
