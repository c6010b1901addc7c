import type { ChosenBaseline, CompareMeasure, CompareVerdict, Undecided } from "../../compare/outcome.ts";

/** Words of a comparison of cells. */
export interface CompareWords {
  readonly kind: string;
  /** Facts: target, id. */
  readonly title: string;
  /** What stands for the id of several series. Facts: series. */
  readonly manySeries: string;
  /** The conclusion in a few words, over its sentences. */
  readonly labels: Readonly<Record<CompareVerdict, string>>;
  /**
   * Facts: cells (those that are better), cell (the best of them, or of all), metric, error (the cell's), baseline,
   * baselineError, chosen, percent, seeds, p, because.
   */
  readonly verdicts: Readonly<Record<CompareVerdict, string>>;
  /** The same of a single cell, where that reads otherwise. */
  readonly ofOne: Readonly<Record<"cells_better" | "cells_ahead" | "baseline_better", string>>;
  /** What the baseline is, by the rows on which it was chosen; stands behind its name. */
  readonly chosen: Readonly<Record<ChosenBaseline["on"], string>>;
  /** Another baseline that test rows alone would have preferred to it and to every cell. Facts: model, metric, error. */
  readonly otherBaseline: string;
  /** A cell and the baseline that forecast alike. Facts: cell, baseline, metric, error, seeds. */
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
  /** Facts: windows, independent, needed, test (rows of a test part that is long enough). */
  readonly fewWindows: string;
  /** The same of several series. Facts: origins, independent, needed, test. */
  readonly fewOrigins: string;
  readonly oneSeed: string;
  /** Cells that no training made better than drawn weights. Facts: cells. */
  readonly untrained: string;
  /** Facts: cells. */
  readonly failed: string;
  /** Facts: count, of. In the tests of several series. */
  readonly closerIn: string;
  readonly closerInOf: string;
  readonly headingScores: string;
  readonly headingTests: string;
  readonly headingTraining: string;
  readonly scoresHint: string;
  readonly testsHint: Readonly<Record<CompareMeasure, string>>;
  /** How the baseline was chosen, behind it. Facts: baseline. */
  readonly chosenHint: Readonly<Record<ChosenBaseline["on"], string>>;
  readonly trainingHint: string;
  /** Heads of columns. */
  readonly units: string;
  readonly parameters: string;
  readonly learningRate: string;
  /** Facts: metric. */
  readonly validationError: string;
  readonly epochs: string;
  readonly seconds: string;
  readonly pair: string;
  /** Facts: first, second. */
  readonly against: string;
  readonly change: Readonly<Record<CompareMeasure, string>>;
  readonly interval: string;
  readonly pValue: string;
  readonly adjusted: string;
  readonly conclusion: string;
  readonly seeds: string;
  readonly budget: string;
  /** Windows of one series, and points of time of several. */
  readonly independent: string;
  readonly independentOrigins: string;
  readonly series: string;
  /** Facts: scored, given. */
  readonly seriesOf: string;
  /** The upright axis of the differences. */
  readonly changeAxis: Readonly<Record<CompareMeasure, string>>;
  /** Facts: model. */
  readonly titleChange: string;
  readonly captionChange: string;
  readonly captionScores: string;
  readonly titleSteps: string;
  /** Facts: metric. */
  readonly captionSteps: string;
}
