import { type Answer, answered, beyondSquares, type NoAnswer, unanswered } from "./answer.ts";
import { autocorrelation } from "./autocorrelation.ts";
import { bartlettBand, whiteBand } from "./bands.ts";
import type { CompleteRows } from "./complete-rows.ts";
import { type LjungBoxLag, ljungBox } from "./ljung-box.ts";
import { partialAutocorrelation } from "./partial-autocorrelation.ts";

/** Correlations of a series with its own past, lag 0 first, all `[lags + 1]`. Missing readings are left out. */
export interface Correlogram {
  readonly autocorrelations: Float64Array;
  /** Half width of the 95 % band around 0 at each lag; 0 at lag 0. */
  readonly band: Float64Array;
  readonly partial: Float64Array;
  /** Half width of the 95 % band around 0 of all partial autocorrelations beyond lag 0. */
  readonly partialBand: number;
}

/** The Ljung–Box test, and the lag that it is judged at. */
export interface Whiteness {
  readonly lags: readonly LjungBoxLag[];
  /** Twice the season, or 10 without one, but at most a fifth of the readings: Hyndman & Athanasopoulos (2021), section 5.4. */
  readonly judgedAt: number;
  readonly pValue: number;
  /** `not_white` where the p-value is below 0.05: what comes next depends on what came before. */
  readonly conclusion: "white" | "not_white";
}

/** What both tests need to know. */
export interface CorrelogramOptions {
  /** Rows in a season; 1 where there is none. */
  readonly season: number;
  /** Largest lag; 24 or twice the season without it. */
  readonly lags?: number;
  /** Parameters of the model whose residuals these are; 0 for a series as it was read. */
  readonly fittedParameters: number;
  /** `series`: Bartlett's widening band. `residuals`: the narrow band of white noise. */
  readonly of: "series" | "residuals";
}

const CORRELOGRAM: readonly (keyof Correlogram)[] = ["autocorrelations", "band", "partial", "partialBand"];
const WHITENESS: readonly (keyof Whiteness)[] = ["lags", "judgedAt", "pValue", "conclusion"];
const FEWEST = 4;

/** Autocorrelations with their bands, and the test that all of them are 0. */
export function correlogram(
  { values, complete, known }: CompleteRows,
  options: CorrelogramOptions,
): { readonly correlogram: Answer<Correlogram>; readonly ljungBox: Answer<Whiteness> } {
  const { season, fittedParameters, of } = options;
  const none = (reason: NoAnswer) => ({
    correlogram: unanswered(reason, CORRELOGRAM),
    ljungBox: unanswered(reason, WHITENESS),
  });
  if (known < FEWEST) return none("too_short");
  if (complete.every((value) => value === complete[0])) return none("constant");
  const beyond = beyondSquares(complete);
  if (beyond !== null) return none(beyond);
  const usual = Math.min(season > 1 ? 2 * season : 10, Math.floor(known / 5));
  const judgedAt = Math.max(1, usual, fittedParameters + 1);
  const shown = options.lags ?? Math.max(24, 2 * season);
  const longest = Math.min(Math.max(20, shown, judgedAt), known - 1);
  const all = autocorrelation(values, longest);
  if (all[0] !== 1) return none("degenerate");

  const autocorrelations = all.slice(0, Math.min(shown, longest) + 1);
  const white = whiteBand(known);
  const tested = [...new Set([1, 5, 10, 20, judgedAt])].sort((a, b) => a - b);
  const lags = ljungBox(all, known, tested, fittedParameters);
  const pValue = lags.find(({ lag }) => lag === judgedAt)?.pValue ?? null;
  return {
    correlogram: answered<Correlogram>({
      autocorrelations,
      band:
        of === "series" ? bartlettBand(autocorrelations, known) : autocorrelations.map((_, k) => (k === 0 ? 0 : white)),
      partial: partialAutocorrelation(autocorrelations, values.length),
      partialBand: white,
    }),
    ljungBox:
      pValue === null
        ? unanswered("too_short", WHITENESS)
        : answered<Whiteness>({ lags, judgedAt, pValue, conclusion: pValue < 0.05 ? "not_white" : "white" }),
  };
}
