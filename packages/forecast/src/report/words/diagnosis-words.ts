import type { DecompositionModel, StationarityConclusion } from "../../diagnose/index.ts";

/** Words of a diagnosis. */
export interface DiagnosisWords {
  readonly kind: string;
  readonly headingConclusions: string;
  readonly headingTests: string;
  readonly headingSeasons: string;
  readonly test: string;
  readonly statistic: string;
  readonly pValue: string;
  readonly lags: string;
  readonly assumed: string;
  readonly answer: string;
  readonly period: string;
  readonly strength: string;
  readonly threshold: string;
  readonly found: string;
  readonly yes: string;
  readonly no: string;
  readonly adf: string;
  readonly kpss: string;
  /** Stands behind a test that allows for a trend. Facts: test. */
  readonly withTrend: string;
  /** Facts: lag. */
  readonly ljungBox: string;
  readonly adfAssumes: string;
  readonly kpssAssumes: string;
  readonly ljungBoxAssumes: string;
  /** Short answers of each test. */
  readonly answers: Readonly<
    Record<
      | "unit_root_rejected"
      | "unit_root_not_rejected"
      | "stationarity_rejected"
      | "stationarity_not_rejected"
      | "not_white"
      | "white",
      string
    >
  >;
  readonly stationarity: Readonly<Record<StationarityConclusion, string>>;
  /** Instead of all other conclusions, where the readings never change. */
  readonly nothingVaries: string;
  /** Facts: lag, pValue. */
  readonly patternLeft: string;
  readonly whiteNoise: string;
  /** Facts: period, strength. */
  readonly seasonFound: string;
  readonly noSeason: string;
  /** The classical decomposition by its model, at the head of a sentence. */
  readonly classical: Readonly<Record<DecompositionModel, string>>;
  /** Facts: method, trend, season (strengths, 0 to 1), trendWord, seasonWord. */
  readonly strengths: string;
  /** From weak to strong. */
  readonly weak: string;
  readonly moderate: string;
  readonly strong: string;
  /** Facts: lags. */
  readonly memory: string;
  readonly noMemory: string;
  /** Facts: known, rows. */
  readonly readings: string;
  /** Facts: filled. */
  readonly bridged: string;
  /** Why a statistic has no answer, by its reason; others are shown as they are. */
  readonly noAnswer: Readonly<Record<string, string>>;
  readonly headingResiduals: string;
  readonly residualsHint: string;
  readonly residual: string;
  /** Facts: lag, pValue. */
  readonly residualsPattern: string;
  readonly residualsWhite: string;
  /** Facts: statistic, pValue. */
  readonly residualsStationary: string;
  readonly residualsUnitRoot: string;
  readonly residualsLevelStays: string;
  readonly residualsLevelMoves: string;
  /** Facts: mean, pValue. */
  readonly residualsBiased: string;
  readonly residualsUnbiased: string;
  /** Facts: test, reason. */
  readonly unanswered: string;
  /** Facts: column, id. */
  readonly title: string;
  /** Facts: title, readings. */
  readonly titleReadings: string;
  readonly seasonGiven: string;
}
