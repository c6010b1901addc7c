import type { Step, TimeAxis } from "../contracts/time-axis.ts";
import { autocorrelation } from "./autocorrelation.ts";
import { detrend, difference } from "./detrend.ts";

/** One period that was tried. */
export interface SeasonCandidate {
  readonly period: number;
  /** Autocorrelation at the period, −1 to 1, after the trend is taken out. */
  readonly strength: number;
  /** What `strength` must exceed to count. */
  readonly threshold: number;
  readonly found: boolean;
}

/** The season of a series: its period in rows, 1 where there is none, and every period that was tried. */
export interface Season {
  readonly period: number;
  /** Autocorrelation at the period, 0 to 1; 0 where there is none. */
  readonly strength: number;
  readonly candidates: readonly SeasonCandidate[];
}

/** The latest rows are enough to see a season, and keep ten million rows from taking minutes. */
const MOST_ROWS = 50_000;
/** The 90 % test of Naive2; see the conventions. */
const ONE_LAG = 1.645;
/** Hundreds of lags are searched where no calendar names the period: each must be that much clearer. */
const MANY_LAGS = 4;
/** In long series any correlation is significant; below this it explains less than 1 % of the variance. */
const WEAKEST = 0.1;
/** A lag-one autocorrelation beyond this is drift that a straight line leaves behind: differences take it out. */
const DRIFT = 0.7;
/** How closely a smooth series must come back to itself. */
const RETURN = 0.6;

/**
 * Finds the period of a series from its training part. A calendar proposes the periods (12 for months, 24 and 168 for hours);
 * without one every lag up to 400 is tried. A period is found when it fits in three times and its autocorrelation passes the
 * 90 % test; among several the strongest counts. Missing values (NaN) are left out.
 */
export function findSeason(values: Float64Array, axis: TimeAxis): Season {
  const recent = values.slice(-MOST_ROWS);
  let flat = detrend(recent);
  if (autocorrelation(flat, 1)[1]! > DRIFT && !(axis.kind === "count" && returns(flat))) flat = difference(recent);
  const known = flat.reduce((count, value) => (Number.isNaN(value) ? count : count + 1), 0);
  const longest = Math.floor(known / 3);
  const lags =
    axis.kind === "calendar"
      ? calendarPeriods(axis.step)
      : Array.from({ length: Math.min(400, longest) }, (_, i) => i + 1);
  const tried = lags.filter((lag) => lag > 1 && lag <= longest);
  const correlations = autocorrelation(flat, Math.max(0, ...tried) + 1);
  const test = axis.kind === "calendar" ? ONE_LAG : MANY_LAGS;
  const candidates = tried
    .filter((lag) => axis.kind === "calendar" || isPeak(correlations, lag))
    .map((period) => candidate(correlations, period, known, test));
  const best = strongest(candidates, axis.kind === "calendar" ? 1 : 0.9);
  return { period: best?.period ?? 1, strength: best?.strength ?? 0, candidates };
}

/**
 * True where a smooth series comes back to itself, as a day's curve in short intervals does: differences would leave only
 * its noise. A random walk, once it has wandered off, does not come back that closely.
 */
function returns(flat: Float64Array): boolean {
  const longest = Math.min(400, Math.floor(flat.length / 3));
  const correlations = autocorrelation(flat, longest + 1);
  for (let lag = 2; lag <= longest; lag++) if (isPeak(correlations, lag) && correlations[lag]! > RETURN) return true;
  return false;
}

/** Periods that a step suggests, in rows. */
function calendarPeriods({ unit, count }: Step): number[] {
  const rows: Readonly<Record<Step["unit"], readonly number[]>> = {
    second: [60, 3600],
    minute: [60, 1440],
    hour: [24, 168],
    day: [7],
    week: [52],
    month: [12],
    quarter: [4],
    year: [],
  };
  const periods = unit === "minute" && count > 1 ? [1440] : rows[unit];
  // Every 10 minutes makes 144 a day; every 7 hours makes no whole number.
  return periods.map((period) => period / count).filter((period) => Number.isInteger(period) && period > 1);
}

function candidate(correlations: Float64Array, period: number, n: number, test: number): SeasonCandidate {
  let squares = 0;
  for (let lag = 1; lag < period; lag++) squares += correlations[lag]! * correlations[lag]!;
  const threshold = Math.max(WEAKEST, test * Math.sqrt((1 + 2 * squares) / n));
  const strength = correlations[period]!;
  return { period, strength, threshold, found: strength > threshold };
}

/** The strongest of those found; with `near` below 1 the shortest that comes near it, as 2m and 3m rise with m. */
function strongest(candidates: readonly SeasonCandidate[], near: number): SeasonCandidate | undefined {
  const found = candidates.filter((one) => one.found);
  const most = found.reduce((max, one) => Math.max(max, one.strength), 0);
  return found.find((one) => one.strength >= near * most);
}

function isPeak(correlations: Float64Array, lag: number): boolean {
  return correlations[lag]! > correlations[lag - 1]! && correlations[lag]! >= correlations[lag + 1]!;
}
