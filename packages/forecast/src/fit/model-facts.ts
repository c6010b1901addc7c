import { z } from "zod";
import { fittedPreparationSchema } from "../prepare/index.ts";

const count = z.int().min(1);
const unit = z.enum(["second", "minute", "hour", "day", "week", "month", "quarter", "year"]);
const maybeNumber = z.number().nullable();

/** NaN has no JSON: it is written as null. */
const metricsSchema = z.strictObject({
  rmse: maybeNumber,
  mae: maybeNumber,
  bias: maybeNumber,
  mape: maybeNumber,
  smape: maybeNumber,
  mase: maybeNumber,
  r2: maybeNumber,
  mda: maybeNumber,
});

/** What a model file says beside its tensors. */
export const modelFactsSchema = z.strictObject({
  task: z.strictObject({
    target: z.string(),
    past: z.array(z.string()),
    future: z.array(z.string()),
    lookback: count,
    horizon: count,
  }),
  preparation: fittedPreparationSchema,
  network: z.strictObject({
    cell: z.string(),
    units: z.array(count).min(1),
    directions: z.union([z.literal(1), z.literal(2)]),
    dense: z.array(count),
    activation: z.enum(["linear", "relu", "tanh", "sigmoid"]),
    dropout: z.number().min(0).lt(1),
    linear_path: z.boolean(),
    window_as: z.enum(["steps", "features"]),
  }),
  series: z.strictObject({
    id: z.string(),
    time_name: z.string(),
    time: z.discriminatedUnion("kind", [
      z.strictObject({
        kind: z.literal("calendar"),
        start: z.number(),
        step: z.strictObject({ unit, count }),
        length: count,
        format: z.string(),
        day: z.int().min(1).max(31).optional(),
      }),
      z.strictObject({ kind: z.literal("count"), start: z.number(), length: count }),
    ]),
  }),
  season: count,
  /** The fitted baselines beside ridge, whose weights are tensors: persistence and drift have nothing to fit. */
  baselines: z.strictObject({
    persistence: z.null(),
    seasonal_naive: z.strictObject({ season: count }),
    drift: z.null(),
    ridge: z.strictObject({ strength: z.number() }),
  }),
  /** The denominator of MASE; null where the training part has none. */
  seasonal_scale: maybeNumber,
  fitted_until: z.number(),
  seed: z.int().min(0),
  parameters: count,
  weights_sha256: z.string(),
  scored: metricsSchema.nullable(),
  configuration: z.record(z.string(), z.unknown()),
});
export type ModelFacts = z.infer<typeof modelFactsSchema>;
