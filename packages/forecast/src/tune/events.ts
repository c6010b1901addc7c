import type { EngineOptions } from "@gatecast/engine";
import type { Note } from "../contracts/index.ts";
import type { Configuration } from "../fit/trial.ts";
import type { Failure } from "./failure-of.ts";
import type { TuneState } from "./state.ts";

/** One row of the table of trials. */
export interface TrialRow {
  /** From 1; the first is what `fit` does unasked. */
  readonly trial: number;
  /** The rung that it has reached, from 1. */
  readonly rung: number;
  /** Epochs trained. */
  readonly epochs: number;
  /** The epoch that early stopping keeps; 0 is ridge itself. */
  readonly bestEpoch: number;
  /** Validation RMSE in the target's own unit, on the same windows for all trials; null where the trial failed. */
  readonly rmse: number | null;
  /** The same of each block of these windows; empty where the trial failed. */
  readonly perBlock: readonly number[];
  /** The same of ridge on this trial's inputs; null where the trial failed before it was known. */
  readonly ridge: number | null;
  /** Lowest validation loss relative to the start's. */
  readonly promise: number;
  readonly parameters: number;
  /** Of training. */
  readonly seconds: number;
  /** `fit` would train it no further. */
  readonly isFinished: boolean;
  /** Where it differs from the first trial: keys and values of the configuration. */
  readonly settings: Readonly<Partial<Configuration>>;
  /** Why it came to nothing. */
  readonly failure: Failure | null;
}

/** What a search reports while it works. */
export type TuneEvent =
  /** A decision, as soon as it is made. */
  | { readonly kind: "note"; readonly note: Note }
  /** An epoch of a trial is done; it trains `epochs` in all on this rung. */
  | {
      readonly kind: "epoch";
      readonly trial: number;
      readonly rung: number;
      readonly epoch: number;
      readonly epochs: number;
    }
  /** A trial has reached a rung, failed, or was cut off by the end of time. */
  | { readonly kind: "trial"; readonly row: TrialRow }
  /** What a resumed search needs to go on from here: plain JSON. */
  | { readonly kind: "checkpoint"; readonly state: TuneState };

/** When a search ends, at the first of the two; after 27 trials where neither is named. */
export interface TuneLimits {
  readonly trials?: number | undefined;
  /**
   * Seconds in all, those before a resumption included: the search leaves the fit of the best what that is expected to take, by
   * the pace of its trial, but takes half of them at least. The first trial always reaches the first rung.
   */
  readonly seconds?: number | undefined;
}

/** What a search may be given besides. */
export interface TuneRun {
  /** Milliseconds of a clock that never goes back, for the limit in seconds; without one, only training is counted. */
  readonly now?: () => number;
  readonly signal?: AbortSignal;
  /** Threads; one where absent. */
  readonly engine?: EngineOptions;
  /** The state of a checkpoint of the same options and data: its trials are not trained again. */
  readonly resume?: unknown;
}

/** A finished search. */
export interface Tuned {
  /** In the order in which they began. */
  readonly trials: readonly TrialRow[];
  /** The one with the lowest validation error among those that beat the first by more than chance; the first where none does. */
  readonly best: TrialRow;
  /** What `fit` takes to train it; plain JSON. */
  readonly configuration: Configuration;
  /** What ended it: the number of trials, the time, or that nothing new was left to try. */
  readonly ended: "trials" | "time" | "space";
  /** By the clock, or of training where there was none; those before a resumption included. */
  readonly seconds: number;
  readonly notes: readonly Note[];
}
