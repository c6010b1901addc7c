import type { Frame, Note, PanelCounts, RowCounts, Score } from "../contracts/index.ts";
import type { Choice } from "../fit/choose.ts";
import type { FitSettings } from "../fit/options.ts";
import type { CompareMeasure } from "./outcome.ts";

/** An epoch of a training is done. */
export interface Step {
  readonly phase: "trial" | "train" | "refit";
  readonly epoch: number;
  /** That it takes at most. */
  readonly epochs: number;
  /** Since training began. */
  readonly seconds: number;
}

/** How a model scored on the test windows, once. */
export interface Scored {
  readonly score: Score;
  /** Its loss at each origin, in the order of rows. `[W]` */
  readonly losses: readonly number[];
  /** Of several series, the MASE of each that was scored; NaN where it has none. Empty for one series. */
  readonly perSeries: readonly number[];
}

/** A network trained exactly as `fit` trains it, and scored. */
export interface Trained extends Scored {
  readonly epochs: number;
  readonly bestEpoch: number;
  readonly seconds: number;
  readonly weightsSha256: string;
}

/** What a network has come to on validation rows. */
export interface Tried {
  readonly epochs: number;
  readonly bestEpoch: number;
  /** Its error by the ground's measure, on the same windows for every cell. */
  readonly error: number;
  readonly promise: number;
  readonly seconds: number;
}

/** Rules and ridge, fitted on all rows before the test and scored once. */
export interface ScoredBaselines {
  readonly models: readonly Scored[];
  /** Errors by the ground's measure on the validation windows of the trials; NaN where there is none. `[models]` */
  readonly validation: readonly number[];
  readonly notes: readonly Note[];
}

/** Test windows, by the time that they start from. */
export interface TestOrigins {
  /** Row numbers on one axis of time, rising. `[W]` */
  readonly origins: readonly number[];
  /** Windows at each of them, relative to their mean; null where it is always one. `[W]` */
  readonly weights: readonly number[] | null;
  readonly horizon: number;
  /** Origins whose windows do not overlap. */
  readonly independent: number;
  /** Windows in all, and forecast rows in them whose actual value is known. */
  readonly windows: number;
  readonly points: number;
}

/** What cells are compared on: one series or several, with all that is the same for every cell. */
export interface Ground {
  /** Up to the last known target. */
  readonly frames: readonly Frame[];
  /** Null where there is one series. */
  readonly series: PanelCounts | null;
  readonly measure: CompareMeasure;
  /** As they were asked for, with whatever was chosen for all; cell, units, learning rate and seed are each training's own. */
  readonly settings: FitSettings;
  readonly choice: Choice;
  readonly season: number;
  readonly rows: RowCounts;
  readonly test: TestOrigins;
  readonly notes: readonly Note[];
  /** Whether there are validation windows to compare trials on. */
  readonly validates: boolean;
  /** Trains on the rows before each validation part, as `fit` searches the best epoch, and measures the validation windows. */
  tryOut(settings: FitSettings): AsyncGenerator<Step, Tried, void>;
  /** Trains as `fit` trains, refit included, and scores the test windows once. */
  train(settings: FitSettings): AsyncGenerator<Step, Trained, void>;
  scoreBaselines(): Promise<ScoredBaselines>;
}

/** Between two trainings everything is saved that counts; in the middle of one nothing is. */
export const nothingSaved = (): Promise<Uint8Array> => Promise.resolve(new Uint8Array());
