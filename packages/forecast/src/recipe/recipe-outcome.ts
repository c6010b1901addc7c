import type { EpochRecord, Frame, Metrics, Note, Outcome, Score, Table, WindowForecasts } from "../contracts/index.ts";
import type { RecipeSourceSpec } from "./recipe-schema.ts";

/** One run with one seed. */
export interface SeedRun {
  readonly seed: number;
  /** The network first, then each baseline on the same rows. */
  readonly scores: readonly Score[];
  readonly seconds: number;
}

/** A run of which pictures are drawn; an `Outcome` is one. */
export interface DrawnRun {
  readonly frame: Frame;
  readonly target: string;
  /** The network's name among `scores` and `test`. */
  readonly model: string;
  readonly horizon: number;
  readonly scores: readonly Score[];
  /** Forecasts of the test windows: the network first, then each baseline. */
  readonly test: readonly WindowForecasts[];
  /** The network's forecasts of its training windows, for the overlay of fitted and predicted parts. */
  readonly fitted?: WindowForecasts;
  /** Those of its validation windows, where it has such beside a test. */
  readonly validated?: WindowForecasts;
  readonly history: readonly EpochRecord[];
  readonly bestEpoch: number;
  /** True where the weights of the last epoch were kept, whichever was the best. */
  readonly keepsLast?: boolean;
  /** When each row was read, `[T]`, in ms of the wall clock, where the run takes rows one after the other whatever their times. */
  readonly dates?: Float64Array;
}

/** The same text in both languages. */
export interface BothLanguages {
  readonly en: string;
  readonly zh: string;
}

/** One way to run a recipe, over several seeds. */
export interface RecipeWay {
  readonly model: string;
  /** Rows in a season, by which MASE and the seasonal naive go. */
  readonly season: number;
  /** False where rows are taken one after the other, whatever their times. */
  readonly hasDates: boolean;
  readonly runs: readonly SeedRun[];
  /** The run that is drawn: that of the first seed. */
  readonly drawn?: DrawnRun;
}

/** One table of scores: a target, a split, a horizon. The first part of a recipe is what its verdict is about. */
export interface RecipePart {
  /** A short name, unique in the recipe: `max_temp`. */
  readonly name: string;
  readonly title: BothLanguages;
  /** What the scores are measured in, such as `°C`; empty where it has no unit. */
  readonly unit: BothLanguages;
  /** The metric of the verdict. Lower is better. */
  readonly metric: "rmse" | "mae" | "mase" | "smape" | "mape";
  /** Other metrics that the table shows. */
  readonly others: readonly (keyof Metrics)[];
  readonly asWritten?: RecipeWay;
  readonly doneRight?: RecipeWay;
  /** What done right aims at. */
  readonly goal?: number;
}

/** Everything that a recipe found out, as far as it has come. */
export interface RecipeOutcome {
  readonly name: string;
  readonly sources: readonly RecipeSourceSpec[];
  /** The numbers that the tutorial itself, or a run of its steps elsewhere, reports. */
  readonly tutorial?: {
    readonly metric: string;
    readonly values: readonly number[];
    readonly source: BothLanguages;
  };
  /** What pictures call the columns, and what these are measured in where that is known. */
  readonly names: Readonly<Record<string, BothLanguages & { readonly unit?: BothLanguages | undefined }>>;
  readonly parts: readonly RecipePart[];
  /** The table before and after the tutorial's cleaning, for its box plots. */
  readonly cleaned?: { readonly before: Table; readonly after: Table };
  /** True where the data come from the recipe's own simulator. */
  readonly simulated: boolean;
  readonly notes: readonly Note[];
  /** The first part's fit with the first seed, done right; absent as long as there is none. */
  readonly outcome?: Outcome;
}
