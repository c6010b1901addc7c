import { z } from "zod";
import { readStateOf } from "./read-state.ts";

const resultSchema = z.strictObject({
  trial: z.int().min(1),
  rung: z.int().min(1),
  epochs: z.int().min(0),
  best_epoch: z.int().min(0),
  rmse: z.number().min(0).nullable(),
  per_block: z.array(z.number().min(0)),
  ridge: z.number().min(0).nullable(),
  strength: z.number().gt(0).nullable(),
  promise: z.number().min(0),
  parameters: z.int().min(0),
  seconds: z.number().min(0),
  finished: z.boolean(),
  failure: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
});
/** What a trial had reached on a rung. */
export type TrialRecord = z.output<typeof resultSchema>;

const stateSchema = z.strictObject({
  format: z.literal("gatecast-tune"),
  version: z.literal(1),
  /** SHA-256 of options and data: a search goes on with the same of both, or not at all. */
  run: z.string(),
  /** Spent so far. */
  seconds: z.number().min(0),
  results: z.array(resultSchema),
});
/** Where a search stands, as plain JSON: what every trial has reached. What comes next follows from it and the seed. */
export type TuneState = z.output<typeof stateSchema>;

/** The state of a search. */
export function tuneState(run: string, seconds: number, results: readonly TrialRecord[]): TuneState {
  return { format: "gatecast-tune", version: 1, run, seconds, results: [...results] };
}

/**
 * Reads the state of the search with that hash.
 * @throws Problem `checkpoint_unreadable` (model) where it is none, `checkpoint_differs` (usage) where it is of another search.
 */
export function readTuneState(state: unknown, run: string): TuneState {
  return readStateOf(stateSchema, state, run, { what: "search", but: "the limits may differ" });
}
