import { Problem, type TimeAxis } from "../contracts/index.ts";
import type { Answer } from "./answer.ts";
import { type Classical, classicalDecomposition } from "./classical-decomposition.ts";
import { completeRows } from "./complete-rows.ts";
import { type Correlogram, correlogram, type Whiteness } from "./correlogram.ts";
import { findSeason, type SeasonCandidate } from "./season.ts";
import { type Stationarity, stationarity } from "./stationarity.ts";
import { type Stl, stl } from "./stl.ts";

/** How a series is diagnosed. */
export interface DiagnoseOptions {
  /** Rows in a season; 1: there is none. Found from the readings where it is not given. */
  readonly season?: number;
  /** The calendar that proposes seasons; without it any lag may be one. */
  readonly axis?: TimeAxis;
  /** Largest lag of the correlogram; 24 or twice the season without it. */
  readonly lags?: number;
}

/** The season that a series was diagnosed with, and what else it may be. */
export interface DiagnosedSeason {
  /** In rows; 1 where there is none. */
  readonly period: number;
  readonly given: boolean;
  /** The likely periods, strongest first, five at most. */
  readonly candidates: readonly SeasonCandidate[];
}

/**
 * What the statistics say of a series: plain data. A test without an answer has null fields and a reason. Correlations and
 * Ljung–Box leave missing readings out; all else needs a complete series and takes the bridged one.
 */
export interface Diagnosis {
  /** Rows from the first to the last known reading, at most the latest 50,000; `filled` of them are bridged by straight lines. */
  readonly rows: { readonly first: number; readonly count: number; readonly known: number; readonly filled: number };
  readonly season: DiagnosedSeason;
  readonly correlogram: Answer<Correlogram>;
  readonly ljungBox: Answer<Whiteness>;
  readonly stationarity: Stationarity;
  readonly stl: Answer<Stl>;
  readonly classical: Answer<Classical>;
}

/**
 * Diagnoses a series, `[T]`, NaN where a reading is missing.
 * @throws Problem `no_reading` (data) where none is known.
 */
export function diagnose(values: Float64Array, options: DiagnoseOptions = {}): Diagnosis {
  const rows = completeRows(values);
  if (rows.known === 0) {
    throw new Problem("data", "no_reading", "The column has no reading.", {
      found: `${values.length} missing values`,
      needed: "at least one known value",
      hint: "Choose another column.",
    });
  }
  const { complete } = rows;
  const axis = options.axis ?? { kind: "count", start: 1, length: values.length };
  const found = findSeason(rows.values, axis);
  const period = options.season ?? found.period;
  const { lags } = options;
  const size = { season: period, fittedParameters: 0, of: "series", ...(lags === undefined ? {} : { lags }) } as const;
  return {
    rows: { first: rows.first, count: complete.length, known: rows.known, filled: rows.filled },
    season: { period, given: options.season !== undefined, candidates: likeliest(found.candidates) },
    ...correlogram(rows, size),
    stationarity: stationarity(complete),
    stl: stl(complete, period),
    classical: closerDecomposition(complete, period),
  };
}

function likeliest(candidates: readonly SeasonCandidate[]): SeasonCandidate[] {
  return [...candidates].sort((a, b) => b.strength - a.strength).slice(0, 5);
}

/** The decomposition, of both, whose trend and season come closer to the readings. */
function closerDecomposition(values: Float64Array, period: number): Answer<Classical> {
  const additive = classicalDecomposition(values, period, "additive");
  const multiplicative = classicalDecomposition(values, period, "multiplicative");
  if (additive.reason !== null || multiplicative.reason !== null) return additive;
  return missedBy(values, multiplicative) < missedBy(values, additive) ? multiplicative : additive;
}

function missedBy(values: Float64Array, { model, trend, season }: Classical): number {
  return values.reduce((sum, value, i) => {
    if (Number.isNaN(trend[i]!)) return sum;
    const miss = value - (model === "additive" ? trend[i]! + season[i]! : trend[i]! * season[i]!);
    return sum + miss * miss;
  }, 0);
}
