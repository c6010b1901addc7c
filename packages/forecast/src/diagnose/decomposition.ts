import { standardDeviation } from "../statistics/index.ts";

/** A series as trend, season and remainder, each `[T]`. */
export interface Decomposition {
  readonly trend: Float64Array;
  readonly season: Float64Array;
  readonly remainder: Float64Array;
}

/** How much of a decomposition its parts are. */
export interface Strengths {
  /** 1 − Var(remainder) / Var(trend + remainder), not below 0: near 0 no trend, near 1 the trend is nearly all there is. */
  readonly trendStrength: number;
  /** 1 − Var(remainder) / Var(season + remainder), not below 0. */
  readonly seasonStrength: number;
}

/**
 * The strengths of parts that add up and have no holes; undefined where the remainder's variance is no number. Wang, Smith & Hyndman
 * (2006).
 */
export function strengthsOf({ trend, season, remainder }: Decomposition): Strengths | undefined {
  const spread = variance(remainder);
  if (!Number.isFinite(spread)) return undefined;
  const strength = (part: Float64Array): number => {
    const whole = variance(part.map((value, i) => value + remainder[i]!));
    return whole > 0 ? Math.max(0, 1 - spread / whole) : 0;
  };
  return { trendStrength: strength(trend), seasonStrength: strength(season) };
}

function variance(values: Float64Array): number {
  const deviation = standardDeviation(values);
  return deviation * deviation;
}
