import { mean } from "../statistics/index.ts";
import { type Adf, adf } from "./adf.ts";
import { type Answer, answered, unanswered } from "./answer.ts";
import { completeRows } from "./complete-rows.ts";
import { type Correlogram, correlogram, type Whiteness } from "./correlogram.ts";
import { type Kpss, kpss } from "./kpss.ts";
import { automaticLags, longRunVariance } from "./long-run-variance.ts";
import { normalBelow } from "./normal.ts";

/** What is known of the model that left the residuals. */
export interface ResidualOptions {
  /** Rows in a season; 1 where there is none. */
  readonly season?: number;
  /** Autoregressive and moving-average parameters of the model; 0 for networks and baselines, where nobody counts them. */
  readonly fittedParameters?: number;
}

/** The mean of residuals, and whether it is 0. */
export interface ResidualMean {
  readonly mean: number;
  /** Of the mean, for residuals that depend on each other: Newey & West (1987). */
  readonly standardError: number;
  readonly pValue: number;
  /** `mean_not_zero` where the p-value is below 0.05: the forecasts are too high or too low on average. */
  readonly conclusion: "mean_zero" | "mean_not_zero";
}

/** What a good model leaves behind is white noise around 0: every `conclusion` that says otherwise names something to learn. */
export interface ResidualDiagnosis {
  readonly rows: { readonly first: number; readonly count: number; readonly known: number; readonly filled: number };
  readonly mean: Answer<ResidualMean>;
  readonly correlogram: Answer<Correlogram>;
  readonly ljungBox: Answer<Whiteness>;
  readonly adf: Answer<Adf>;
  readonly kpss: Answer<Kpss>;
}

const FIELDS: readonly (keyof ResidualMean)[] = ["mean", "standardError", "pValue", "conclusion"];

/**
 * Diagnoses what a model missed, actual − forecast, in order of time, `[T]`; NaN where the actual value is not known. Take the
 * residuals of **one step ahead**: those of h steps ahead depend on each other up to lag h − 1, however good the model is.
 */
export function diagnoseResiduals(residuals: Float64Array, options: ResidualOptions = {}): ResidualDiagnosis {
  const { season = 1, fittedParameters = 0 } = options;
  const rows = completeRows(residuals);
  return {
    rows: { first: rows.first, count: rows.complete.length, known: rows.known, filled: rows.filled },
    mean: residualMean(rows.complete, rows.known),
    ...correlogram(rows, { season, fittedParameters, of: "residuals" }),
    adf: adf(rows.complete),
    kpss: kpss(rows.complete),
  };
}

/** The Ljung–Box test of residuals by itself, for many series at once. */
export function residualWhiteness(residuals: Float64Array, season: number): Answer<Whiteness> {
  return correlogram(completeRows(residuals), { season, fittedParameters: 0, of: "residuals" }).ljungBox;
}

function residualMean(complete: Float64Array, known: number): Answer<ResidualMean> {
  if (known < 4) return unanswered("too_short", FIELDS);
  const center = mean(complete);
  const around = complete.map((value) => value - center);
  const standardError = Math.sqrt(longRunVariance(around, automaticLags(around)) / known);
  if (standardError === 0) return unanswered("constant", FIELDS);
  if (!Number.isFinite(standardError)) return unanswered("degenerate", FIELDS);
  const pValue = 2 * normalBelow(-Math.abs(center / standardError));
  const conclusion = pValue < 0.05 ? "mean_not_zero" : "mean_zero";
  return answered<ResidualMean>({ mean: center, standardError, pValue, conclusion });
}
