import { elementary } from "@gatecast/engine";
import { mean } from "../statistics/index.ts";
import { type Answer, answered, obstacle, unanswered } from "./answer.ts";
import { type Decomposition, type Strengths, strengthsOf } from "./decomposition.ts";

/** Whether the parts are added up or multiplied: a season that grows with the level is multiplicative. */
export type DecompositionModel = "additive" | "multiplicative";

/**
 * The parts of a classical decomposition, and how strong they are: of parts that are multiplied, the logarithms, which add up.
 * Trend and remainder are NaN for half a period at either end.
 */
export interface Classical extends Decomposition, Strengths {
  readonly model: DecompositionModel;
  readonly period: number;
  /** The season by phase of the period, `[period]`, starting with the first row's: around 0, or around 1 (multiplicative). */
  readonly pattern: Float64Array;
}

const FIELDS: readonly (keyof Classical)[] = [
  "model",
  "period",
  "trend",
  "season",
  "remainder",
  "pattern",
  "trendStrength",
  "seasonStrength",
];

/**
 * Classical decomposition by a centred moving average over one period; the season is the mean of what is left at each phase. The
 * series has no holes, at least two periods and, for the multiplicative model, no reading ≤ 0. As statsmodels'
 * `seasonal_decompose`; Kendall & Stuart, The Advanced Theory of Statistics.
 */
export function classicalDecomposition(
  values: Float64Array,
  period: number,
  model: DecompositionModel = "additive",
): Answer<Classical> {
  if (!(Number.isInteger(period) && period >= 2)) return unanswered("no_season", FIELDS);
  const blocked = obstacle(values, 2 * period);
  if (blocked !== null) return unanswered(blocked, FIELDS);
  const additive = model === "additive";
  if (!additive && !values.every((value) => value > 0)) return unanswered("not_positive", FIELDS);
  const without = (value: number, part: number): number => (additive ? value - part : value / part);

  const trend = centredMean(values, period);
  const flat = values.map((value, i) => without(value, trend[i]!));
  const phases = Array.from({ length: period }, (_, phase) => phaseMean(flat, period, phase));
  const level = mean(phases);
  const pattern = Float64Array.from(phases, (phase) => without(phase, level));
  const season = values.map((_, i) => pattern[i % period]!);
  const remainder = flat.map((value, i) => without(value, season[i]!));
  if (!pattern.every(Number.isFinite)) return unanswered("degenerate", FIELDS);
  const half = Math.floor(period / 2);
  const addend = (part: Float64Array): Float64Array => {
    const known = part.subarray(half, part.length - half);
    return additive ? known : known.map((value) => elementary.log(value));
  };
  const strengths = strengthsOf({ trend: addend(trend), season: addend(season), remainder: addend(remainder) });
  if (strengths === undefined) return unanswered("degenerate", FIELDS);
  return answered<Classical>({ model, period, trend, season, remainder, pattern, ...strengths });
}

/** The mean over one period around each row; an even period takes half of the first and the last of period + 1 readings. */
function centredMean(values: Float64Array, period: number): Float64Array {
  const half = Math.floor(period / 2);
  const ends = period % 2 === 0 ? 0.5 : 1;
  return values.map((_, i) => {
    if (i < half || i + half >= values.length) return Number.NaN;
    let sum = ends * (values[i - half]! + values[i + half]!);
    for (let k = i - half + 1; k < i + half; k++) sum += values[k]!;
    return sum / period;
  });
}

/** The mean of one phase of the period, over the cycles where it is known. */
function phaseMean(values: Float64Array, period: number, phase: number): number {
  const own: number[] = [];
  for (let i = phase; i < values.length; i += period) if (!Number.isNaN(values[i]!)) own.push(values[i]!);
  return mean(own);
}
