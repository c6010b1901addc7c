import type { Frame, Metrics, Note, PanelCounts, RowCounts, Score } from "../contracts/index.ts";
import type { Failure } from "../tune/failure-of.ts";
import type { NoTest } from "./diebold-mariano.ts";

/**
 * What models are ranked by, and what is tested: of one series the RMSE and squared errors in its own unit; of several the MASE
 * and absolute errors in units of each series' own seasonal step, so that large series have no larger say.
 */
export type CompareMeasure = "rmse" | "mase";

/** A learning rate that was tried for a cell, with the first seed, on validation rows. */
export interface RateTrial {
  readonly learningRate: number;
  /** Epochs trained. */
  readonly epochs: number;
  /** The epoch that early stopping keeps; 0 is the linear start. */
  readonly bestEpoch: number;
  /** Validation error by the comparison's measure, on the same windows for every cell; null where it failed. */
  readonly error: number | null;
  /** Lowest validation loss relative to the start's. */
  readonly promise: number;
  readonly seconds: number;
  readonly failure: Failure | null;
}

/** A cell trained with one seed, exactly as `fit` trains it, and scored on the test rows. */
export interface CellRun {
  readonly seed: number;
  readonly score: Score;
  /** Epochs of the search for the best one. */
  readonly epochs: number;
  readonly bestEpoch: number;
  /** Of training, refit included. */
  readonly seconds: number;
  readonly weightsSha256: string;
}

/** Why a cell has no scores. */
export interface CellFailure extends Failure {
  /** The seed that it failed with; null where it was before, or could not be in such a network at all. */
  readonly seed: number | null;
}

/** A cell, and what came of it. */
export interface ComparedCell {
  readonly cell: string;
  /** Hidden units of each recurrent layer, chosen so that the parameters come near the budget; empty where it has none. */
  readonly units: readonly number[];
  readonly parameters: number;
  /** Empty where the learning rate was asked for. */
  readonly trials: readonly RateTrial[];
  /** The best of the trials, or the one asked for; null where all failed, or nothing was trained. */
  readonly learningRate: number | null;
  /** One for each seed; empty where one has failed: the mean of those that went well would flatter. */
  readonly runs: readonly CellRun[];
  /** Of each metric over the seeds, also step by step. NaN: not defined, or no runs. */
  readonly mean: Score;
  /** Standard deviation with n − 1; NaN for fewer than two seeds. */
  readonly deviation: Metrics;
  readonly failure: CellFailure | null;
}

/**
 * Why neither of two models is called better, in the order in which it is asked. `same`: they forecast alike; `too_few`: fewer
 * than ten windows that do not overlap; `no_test`: the test has no answer; `chance`: p, adjusted, is 0.05 or more; `one_seed`:
 * nobody knows what another seed would give; `seeds`: other seeds could turn it round; `small`: within 1 %.
 */
export type Undecided = "same" | "too_few" | "no_test" | "chance" | "one_seed" | "seeds" | "small";

/**
 * Two models, compared by their losses at each origin of the test part: those of its windows, averaged over steps, seeds and
 * series.
 */
export interface PairTest {
  readonly first: string;
  readonly second: string;
  /** What the second is: the baseline that was chosen, or the first cell of the list that has scores. */
  readonly against: "baseline" | "cell";
  /** Mean loss of the first less that of the second, as a share of the second's: −0.1 is 10 % less. */
  readonly change: number;
  /** From where to where it lies with 95 % confidence, of this one test alone; null without an answer. */
  readonly interval: readonly [low: number, high: number] | null;
  /** Diebold and Mariano's, corrected for small samples; null without an answer. */
  readonly statistic: number | null;
  readonly p: number | null;
  /** The same adjusted for the number of tests (Holm). */
  readonly adjusted: number | null;
  readonly reason: NoTest | null;
  /** The model that is better; null where that is not shown. */
  readonly better: string | null;
  readonly because: Undecided | null;
  /** Of several series, those in which the first has the lower MASE; null of one. Series hang together: this is no test. */
  readonly closerIn: number | null;
}

/**
 * What the scores and tests bear out. `cells_better`: at least one cell is better than the chosen baseline; `cells_ahead`: a
 * cell has a lower error by more than 1 %, which is not shown to be more than chance; `level`: the best cell and the baseline lie
 * within 1 %; `baseline_ahead`: the baseline has the lower error; `baseline_better`: and is shown to be better than every cell.
 */
export type CompareVerdict =
  | "cells_better"
  | "cells_ahead"
  | "level"
  | "baseline_ahead"
  | "baseline_better"
  | "not_scored";

/** The baseline that the cells must beat. */
export interface ChosenBaseline {
  /** Empty where none has scores. */
  readonly model: string;
  /** Rows that it had the lowest error on: those of the validation windows; of the test part where there are none. */
  readonly on: "validation" | "test";
}

/** Everything that a comparison found out. */
export interface CompareOutcome {
  /** Of several series the first. */
  readonly frame: Frame;
  /** How many series there were, where there were several. */
  readonly series: PanelCounts | null;
  readonly measure: CompareMeasure;
  readonly target: string;
  readonly past: readonly string[];
  readonly future: readonly string[];
  readonly lookback: number;
  readonly horizon: number;
  readonly season: number;
  /** Of several series all together. */
  readonly rows: RowCounts;
  readonly seeds: readonly number[];
  /** What every cell comes as near to as whole units allow. */
  readonly budget: number;
  /** In the order in which they were named. */
  readonly cells: readonly ComparedCell[];
  /** Persistence, seasonal naive, drift, climatology and ridge, on the same test windows. */
  readonly baselines: readonly Score[];
  /** Their errors on the validation windows of the trials, by the measure; NaN where there is none. */
  readonly validation: readonly number[];
  readonly baseline: ChosenBaseline;
  /** Every cell that has scores against the chosen baseline, then every other cell against the first. */
  readonly tests: readonly PairTest[];
  readonly verdict: CompareVerdict;
  /** Test windows that were scored, and forecast rows in them whose actual value is known. */
  readonly windows: number;
  readonly points: number;
  /** Points of time that these windows start from, and those of them whose windows do not overlap. */
  readonly origins: number;
  readonly independent: number;
  /** Of all training, trials included. */
  readonly seconds: number;
  readonly notes: readonly Note[];
  /** What repeats the comparison; plain JSON. */
  readonly configuration: Readonly<Record<string, unknown>>;
}
