import { type Answer, answered, obstacle, unanswered } from "./answer.ts";
import { type Decomposition, type Strengths, strengthsOf } from "./decomposition.ts";
import { localLine, loess } from "./loess.ts";

/** STL's parts, which add up, and how strong they are. */
export interface Stl extends Decomposition, Strengths {
  readonly period: number;
}

const FIELDS: readonly (keyof Stl)[] = ["trend", "season", "remainder", "period", "trendStrength", "seasonStrength"];
/** Cycles that the season is smoothed over: it may change slowly from one to the next. */
const SEASONAL = 7;
const PASSES = 5;

/**
 * STL, the seasonal and trend decomposition by loess, without robustness weights: Cleveland, Cleveland, McRae & Terpenning (1990),
 * with the defaults of statsmodels. The series has no holes and at least two periods.
 */
export function stl(values: Float64Array, period: number): Answer<Stl> {
  if (!(Number.isInteger(period) && period >= 2)) return unanswered("no_season", FIELDS);
  const blocked = obstacle(values, 2 * period);
  if (blocked !== null) return unanswered(blocked, FIELDS);
  const trendWindow = odd(Math.ceil((1.5 * period) / (1 - 1.5 / SEASONAL)));
  let trend: Float64Array = new Float64Array(values.length);
  let season: Float64Array = new Float64Array(values.length);
  for (let pass = 0; pass < PASSES; pass++) {
    const cycles = smoothCycles(subtract(values, trend), period);
    const slow = loess(movingMean(movingMean(movingMean(cycles, period), period), 3), odd(period + 1));
    season = subtract(cycles.subarray(period, period + values.length), slow);
    trend = loess(subtract(values, season), trendWindow);
  }
  const remainder = subtract(subtract(values, season), trend);
  const strengths = strengthsOf({ trend, season, remainder });
  if (strengths === undefined) return unanswered("degenerate", FIELDS);
  return answered<Stl>({ trend, season, remainder, period, ...strengths });
}

const odd = (count: number): number => (count % 2 === 0 ? count + 1 : count);

function subtract(values: Float64Array, less: Float64Array): Float64Array {
  return Float64Array.from(values, (value, i) => value - less[i]!);
}

/** Each phase of the period smoothed by itself and carried on by one period at either end: `[T + 2·period]`. */
function smoothCycles(values: Float64Array, period: number): Float64Array {
  const result = new Float64Array(values.length + 2 * period);
  for (let phase = 0; phase < period; phase++) {
    const count = Math.floor((values.length - phase - 1) / period) + 1;
    const own = Float64Array.from({ length: count }, (_, cycle) => values[cycle * period + phase]!);
    const smooth = loess(own, SEASONAL);
    const before = localLine(own, 0, 1, Math.min(SEASONAL, count), SEASONAL);
    const after = localLine(own, count + 1, Math.max(1, count - SEASONAL + 1), count, SEASONAL);
    [before, ...smooth, after].forEach((value, cycle) => {
      result[cycle * period + phase] = value;
    });
  }
  return result;
}

/** Means of each `length` neighbours: `[T − length + 1]`. */
function movingMean(values: Float64Array, length: number): Float64Array {
  const result = new Float64Array(values.length - length + 1);
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    sum += values[i]!;
    if (i >= length) sum -= values[i - length]!;
    if (i >= length - 1) result[i - length + 1] = sum / length;
  }
  return result;
}
