import { z } from "zod";
import type { Metrics, Score } from "../contracts/index.ts";
import { metricsFrom } from "../fit/load-network.ts";
import { metricsSchema } from "../fit/model-facts.ts";
import { readStateOf } from "../tune/read-state.ts";
import type { CellProgress } from "./progress.ts";

const count = z.int().min(0);
const seconds = z.number().min(0);
const fault = { code: z.string(), message: z.string() };

const trialSchema = z.strictObject({
  learning_rate: z.number().gt(0),
  epochs: count,
  best_epoch: count,
  error: z.number().min(0).nullable(),
  promise: z.number().min(0),
  seconds,
  failure: z.strictObject(fault).nullable(),
});
const runSchema = z.strictObject({
  seed: count,
  score: z.strictObject({ ...metricsSchema.shape, per_step: z.array(metricsSchema) }),
  epochs: count,
  best_epoch: count,
  seconds,
  weights_sha256: z.string(),
});
const cellSchema = z.strictObject({
  cell: z.string(),
  units: z.array(z.int().min(1)),
  parameters: count,
  trials: z.array(trialSchema),
  runs: z.array(runSchema),
  losses: z.array(z.number().min(0)),
  per_series: z.array(z.number().min(0).nullable()),
  failure: z.strictObject({ ...fault, seed: count.nullable() }).nullable(),
});
const stateSchema = z.strictObject({
  format: z.literal("gatecast-compare"),
  version: z.literal(2),
  /** SHA-256 of options and data: a comparison goes on with the same of both, or not at all. */
  run: z.string(),
  cells: z.array(cellSchema),
});
/** Where a comparison stands, as plain JSON: what every cell has reached. */
export type CompareState = z.output<typeof stateSchema>;

/** The state of a comparison. */
export function compareState(run: string, cells: readonly CellProgress[]): CompareState {
  return { format: "gatecast-compare", version: 2, run, cells: cells.map(cellRecord) };
}

/**
 * Reads what the cells of the comparison with that hash have reached.
 * @throws Problem `checkpoint_unreadable` (model) where it is none, `checkpoint_differs` (usage) where it is of another.
 */
export function readCompareState(state: unknown, run: string): CellProgress[] {
  return readStateOf(stateSchema, state, run, { what: "comparison" }).cells.map(progressOf);
}

function cellRecord({ trials, runs, units, losses, perSeries, ...rest }: CellProgress): CompareState["cells"][number] {
  return {
    ...rest,
    units: [...units],
    losses: [...losses],
    per_series: perSeries.map((mase) => (Number.isFinite(mase) ? mase : null)),
    trials: trials.map(({ learningRate, bestEpoch, ...trial }) => ({
      ...trial,
      learning_rate: learningRate,
      best_epoch: bestEpoch,
    })),
    runs: runs.map(({ score, bestEpoch, weightsSha256, ...run }) => ({
      ...run,
      score: { ...orNull(score), per_step: score.perStep.map(orNull) },
      best_epoch: bestEpoch,
      weights_sha256: weightsSha256,
    })),
  };
}

function progressOf({ trials, runs, per_series, ...rest }: CompareState["cells"][number]): CellProgress {
  return {
    ...rest,
    perSeries: per_series.map((mase) => mase ?? Number.NaN),
    trials: trials.map(({ learning_rate, best_epoch, ...trial }) => ({
      ...trial,
      learningRate: learning_rate,
      bestEpoch: best_epoch,
    })),
    runs: runs.map(({ score: { per_step, ...whole }, best_epoch, weights_sha256, ...run }) => ({
      ...run,
      score: { model: rest.cell, ...metricsFrom(whole)!, perStep: per_step.map((step) => metricsFrom(step)!) } as Score,
      bestEpoch: best_epoch,
      weightsSha256: weights_sha256,
    })),
  };
}

/** Metrics as JSON has them. */
function orNull({ rmse, mae, bias, mape, smape, mase, r2, mda }: Metrics) {
  const known = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return {
    ...{ rmse: known(rmse), mae: known(mae), bias: known(bias), mape: known(mape) },
    ...{ smape: known(smape), mase: known(mase), r2: known(r2), mda: known(mda) },
  };
}
