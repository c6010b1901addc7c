import type { Frame } from "./frame.ts";
import type { EpochRecord, ForecastBand, Note, RowCounts, Score, Verdict, WindowForecasts } from "./outcome.ts";

/** Errors of one model over the scored windows of one series. NaN: not defined there. */
export interface SeriesErrors {
  readonly model: string;
  readonly rmse: number;
  readonly mae: number;
  readonly smape: number;
  readonly mase: number;
}

/** How one series of a panel scored. */
export interface SeriesScore {
  readonly id: string;
  readonly windows: number;
  /** Network first, then each baseline. */
  readonly scores: readonly SeriesErrors[];
}

/** Forecasts of one series of a panel, network first, then each baseline; origins are rows of its own frame. */
export interface SeriesForecast {
  readonly frame: Frame;
  readonly forecasts: readonly WindowForecasts[];
  /** About the network's forecast; absent where no passes were asked for. */
  readonly band?: ForecastBand;
}

/** How the models of a panel compare: by RMSE over all rows, where large series count most, and by the mean MASE, where all count alike. */
export interface PanelComparison {
  /** The baseline with the lowest RMSE. */
  readonly bestBaseline: string;
  /** 1 − RMSE / RMSE of that baseline. */
  readonly skill: number;
  /** The baseline with the lowest mean MASE; empty where no series has one. */
  readonly bestBaselineByMase: string;
  /** 1 − mean MASE / mean MASE of that baseline. */
  readonly skillByMase: number;
  /** The less favourable of the two verdicts. */
  readonly verdict: Verdict;
}

/** Scores of one model over many series, on the same rows for every model of it. */
export interface PanelScores extends PanelComparison {
  /**
   * Network first, then each baseline: over all rows of all series, but `mase`, which is that of each series, averaged over
   * those that have one.
   */
  readonly scores: readonly Score[];
  readonly perSeries: readonly SeriesScore[];
  /** Of each series that was scored, in the order of `perSeries`. */
  readonly test: readonly SeriesForecast[];
  readonly notes: readonly Note[];
}

/** How many series a panel has, and what they were used for. */
export interface PanelCounts {
  readonly given: number;
  /** Learnt from: scored, or too short for more than training. */
  readonly fitted: number;
  /** Of these, those with a test part. */
  readonly scored: number;
}

/** Everything that `fitPanel` found out. Arrays of rows and columns are as in `Outcome`, which is about one series. */
export interface PanelOutcome extends PanelScores {
  readonly target: string;
  readonly past: readonly string[];
  readonly future: readonly string[];
  readonly lookback: number;
  readonly horizon: number;
  readonly season: number;
  readonly model: string;
  readonly series: PanelCounts;
  /** Rows of all series together. */
  readonly rows: RowCounts;
  readonly history: readonly EpochRecord[];
  readonly bestEpoch: number;
  /**
   * The network's forecasts one step ahead, of each series in the order of `perSeries`: on its test part, or where that has few
   * windows, on its latest ones, most of which the network has learnt from. For tests of residuals, not for scores.
   */
  readonly firstSteps: readonly WindowForecasts[];
  /** Beyond the end of each series whose last rows allow it. */
  readonly beyond: readonly SeriesForecast[];
  readonly seconds: number;
  readonly seed: number;
  readonly parameters: number;
  readonly weightsSha256: string;
  readonly configuration: Readonly<Record<string, unknown>>;
}
