import { z } from "zod";
import { drop } from "./drop.ts";
import { duplicates } from "./duplicates.ts";
import { encode } from "./encode.ts";
import { fill } from "./fill.ts";
import { missing } from "./missing.ts";
import { outliers } from "./outliers.ts";
import { regular } from "./regular.ts";
import { sort } from "./sort.ts";
import type { CleanStep } from "./step.ts";

/** What a person may ask for: `{ kind: "sort" }`, `{ kind: "fill", by: "linear" }` … */
export const cleanSpecSchema = z.discriminatedUnion("kind", [
  missing.spec,
  sort.spec,
  duplicates.spec,
  outliers.spec,
  fill.spec,
  regular.spec,
  encode.spec,
  drop.spec,
]);

/** A cleaning step with the numbers it learnt, as a model file records it. */
export const fittedCleanSchema = z.discriminatedUnion("kind", [
  missing.fitted,
  sort.fitted,
  duplicates.fitted,
  outliers.fitted,
  fill.fitted,
  regular.fitted,
  encode.fitted,
  drop.fitted,
]);

/** One cleaning step that a person asks for. */
export type CleanSpec = z.infer<typeof cleanSpecSchema>;
/** One cleaning step with its numbers; plain JSON. */
export type FittedClean = z.infer<typeof fittedCleanSchema>;

const STEPS = {
  missing,
  sort,
  duplicates,
  outliers,
  fill,
  regular,
  encode,
  drop,
} as const satisfies Record<CleanSpec["kind"], unknown>;

/** The step of a kind. */
export function cleanStepOf(kind: CleanSpec["kind"]): CleanStep<typeof cleanSpecSchema, typeof fittedCleanSchema> {
  // The compiler cannot see that a step only ever meets data of its own kind; callers look it up by that very kind.
  return STEPS[kind] as unknown as CleanStep<typeof cleanSpecSchema, typeof fittedCleanSchema>;
}
