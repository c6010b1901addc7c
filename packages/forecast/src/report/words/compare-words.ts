import type { CompareVerdict, Undecided } from "../../compare/outcome.ts";

/** Words of a comparison of cells. */
export interface CompareWords {
  readonly kind: string;
  /** Facts: target, id. */
  readonly title: string;
  /** The conclusion in a few words, over its sentences. */
  readonly labels: Readonly<Record<CompareVerdict, string>>;
  /**
   * Facts: cells (those that are better), cell (the best of them, or of all), rmse, baseline, baselineRmse, percent, seeds, p,
   * because.
   */
  readonly verdicts: Readonly<Record<CompareVerdict, string>>;
  /** A cell and the baseline that forecast alike. Facts: cell, baseline, rmse, seeds. */
  readonly same: string;
  /** Why neither of two is called better, as the end of a sentence. Facts: p, independent, needed. */
  readonly because: Readonly<Record<Undecided, string>>;
  /** The same in a table. */
  readonly undecided: Readonly<Record<Undecided, string>>;
  /** Facts: model. */
  readonly better: string;
  /** Facts: first, parts. */
  readonly amongCells: string;
  /** Parts of it. Facts: cells. */
  readonly betterCells: string;
  readonly worseCells: string;
  readonly openCells: string;
  /** The last of them where it holds for all others. */
  readonly openAll: string;
  readonly betweenParts: string;
  /** Facts: windows, independent, needed. */
  readonly fewWindows: string;
  readonly oneSeed: string;
  /** Facts: cell, message. */
  readonly failed: string;
  readonly headingScores: string;
  readonly headingTests: string;
  readonly headingTraining: string;
  readonly scoresHint: string;
  readonly testsHint: string;
  readonly trainingHint: string;
  /** Heads of columns. */
  readonly units: string;
  readonly parameters: string;
  readonly learningRate: string;
  readonly validationRmse: string;
  readonly epochs: string;
  readonly seconds: string;
  readonly pair: string;
  /** Facts: first, second. */
  readonly against: string;
  readonly change: string;
  readonly interval: string;
  readonly pValue: string;
  readonly adjusted: string;
  readonly conclusion: string;
  readonly seeds: string;
  readonly budget: string;
  readonly independent: string;
  /** The upright axis of the differences. */
  readonly changeAxis: string;
  /** Facts: model. */
  readonly titleChange: string;
  readonly captionChange: string;
  readonly captionScores: string;
  readonly titleSteps: string;
  readonly captionSteps: string;
}
