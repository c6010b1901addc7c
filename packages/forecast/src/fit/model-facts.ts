import { z } from "zod";
import type { TimeAxis } from "../contracts/index.ts";
import { isZone } from "../data/zone.ts";
import { fittedPreparationSchema } from "../prepare/index.ts";
import { calendarFeatureSchema, networkFields, rowCount } from "./network-schema.ts";
import { readingSchema } from "./reading.ts";

/** A number of things that there are. */
export const count = z.int().min(1);
const unit = z.enum(["second", "minute", "hour", "day", "week", "month", "quarter", "year"]);
/** What a Date can hold, in milliseconds. */
export const instant = z.number().min(-8.64e15).max(8.64e15);
const day = z.int().min(-1e8).max(1e8);
const maybeNumber = z.number().nullable();

/** How the times of a calendar axis follow each other and are written. */
export const calendarFields = {
  // Seconds may be fractions: 0.1.
  step: z
    .strictObject({ unit, count: z.number().min(0.001).max(1_000_000) })
    .refine((step) => step.unit === "second" || Number.isInteger(step.count)),
  format: z.string(),
  day: z.int().min(1).max(31).optional(),
  zone: z.string().refine(isZone).optional(),
};

/** Metrics as JSON, which has no NaN: null stands for it. */
export const metricsSchema = z.strictObject({
  rmse: maybeNumber,
  mae: maybeNumber,
  bias: maybeNumber,
  mape: maybeNumber,
  smape: maybeNumber,
  mase: maybeNumber,
  r2: maybeNumber,
  mda: maybeNumber,
});

/** A time axis as JSON. */
export const timeAxisSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("calendar"),
    start: instant,
    // A parsed axis has its keys in this order, and states are written from it to the last byte.
    step: calendarFields.step,
    length: count,
    format: calendarFields.format,
    day: calendarFields.day,
    zone: calendarFields.zone,
  }),
  z.strictObject({ kind: z.literal("count"), start: z.int(), length: count }),
]);

/** The axis that such JSON is of. */
export function timeAxisOf(time: z.infer<typeof timeAxisSchema>): TimeAxis {
  if (time.kind === "count") return time;
  const { day, zone, ...rest } = time;
  return { ...rest, ...(day === undefined ? {} : { day }), ...(zone === undefined ? {} : { zone }) };
}

/** What a model file says beside its tensors. */
export const modelFactsSchema = z.strictObject({
  task: z.strictObject({
    target: z.string(),
    past: z.array(z.string()),
    future: z.array(z.string()),
    calendar: z.array(calendarFeatureSchema),
    holidays: z.strictObject({ place: z.string(), from: day, to: day, days: z.array(day).max(100_000) }).optional(),
    lookback: rowCount,
    horizon: rowCount,
  }),
  preparation: fittedPreparationSchema,
  network: z.strictObject(networkFields),
  series: z.strictObject({
    id: z.string(),
    time_name: z.string(),
    time: timeAxisSchema,
  }),
  season: count,
  /** The fitted baselines beside ridge, whose weights are tensors: persistence and drift have nothing to fit. */
  baselines: z.strictObject({
    persistence: z.null(),
    seasonal_naive: z.strictObject({ season: count }),
    drift: z.null(),
    climatology: z.strictObject({ means: z.array(z.number()).min(1).max(86_400_000) }),
    ridge: z.strictObject({ strength: z.number() }),
  }),
  /** The denominator of MASE; null where the training part has none. */
  seasonal_scale: maybeNumber,
  fitted_until: instant,
  seed: z.int().min(0),
  parameters: count,
  weights_sha256: z.string(),
  scored: metricsSchema.nullable(),
  /** How the table was read and cleaned; null where the model was given a sound table. */
  reading: readingSchema.nullable(),
  configuration: z.record(z.string(), z.unknown()),
  /** How many windows' errors stand in `band.errors`; absent where the network draws no masks, and in earlier files. */
  band: z.strictObject({ windows: count.max(100_000) }).optional(),
});
export type ModelFacts = z.infer<typeof modelFactsSchema>;
