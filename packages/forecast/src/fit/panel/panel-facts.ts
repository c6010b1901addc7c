import { z } from "zod";
import { fittedPreparationSchema, fittedStepSchema, preparationSchema } from "../../prepare/index.ts";
import { calendarFields, modelFactsSchema } from "../model-facts.ts";

const { task, network, season, seed, parameters, weights_sha256, scored, reading, configuration, band } =
  modelFactsSchema.shape;

/**
 * What a panel's file says beside its tensors. Of each series only the id stands here; its numbers are rows of tensors:
 * `series.numbers` (start, length, end of what was fitted, denominator of MASE, axis), `series.preparation`,
 * `series.climatology`, and its last rows one behind the other in `history`.
 */
export const panelFactsSchema = z.strictObject({
  ...{ task, network, season, seed, parameters, weights_sha256, scored, reading, configuration, band },
  spec: preparationSchema,
  /** Steps of columns that stand still within each series and differ between them; absent where there are none. */
  shared: z.record(z.string(), z.array(fittedStepSchema)).optional(),
  /** That of the first series: the others differ in numbers alone. */
  preparation: fittedPreparationSchema,
  ids: z.array(z.string()).min(1),
  /** The different ways in which the series' times follow each other and are written. */
  axes: z
    .array(
      z.discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("calendar"), time_name: z.string(), ...calendarFields }),
        z.strictObject({ kind: z.literal("count"), time_name: z.string() }),
      ]),
    )
    .min(1),
  /** Phases of climatology; 0 where it is no baseline. */
  phases: z.int().min(0).max(86_400_000),
});
export type PanelFacts = z.infer<typeof panelFactsSchema>;

/** Numbers of a series, beside those of its preparation. */
export const NUMBERS = 5;
