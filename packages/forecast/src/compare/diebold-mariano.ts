import { studentBeyond, studentBound } from "../diagnose/student-t.ts";

/**
 * Why a test has no answer. `same`: both lose alike at every origin; `too_short`: no more origins than rows ahead;
 * `no_variance`: the difference is the same at every origin.
 */
export type NoTest = "same" | "too_short" | "no_variance";

/** What a test says of two models. */
export interface DieboldMariano {
  /** n, the origins that both were scored at. */
  readonly origins: number;
  /** Mean of the differences: below 0 where the first model loses less. */
  readonly mean: number;
  /** From where to where that mean lies with 95 % confidence; null without an answer. */
  readonly interval: readonly [low: number, high: number] | null;
  /** Student's t with n − 1 degrees of freedom; null without an answer. */
  readonly statistic: number | null;
  /** How often chance alone would make a difference as large, either way; null without an answer. */
  readonly p: number | null;
  readonly reason: NoTest | null;
}

/** What an interval leaves outside. */
const OUTSIDE = 0.05;

/**
 * The test of Diebold and Mariano (1995) whether two models lose alike on average. Forecasts of h rows ahead from
 * neighbouring origins share their targets, so their losses depend on each other up to lag h − 1: that far autocovariances
 * enter the variance, all with weight 1. In small samples this can come out near 0 or below, which finds differences where
 * there are none: it is taken at no less than with Bartlett's weights (Newey and West 1987). Harvey, Leybourne and Newbold
 * (1997) correct the statistic for small samples and compare it with Student's t.
 * @param differences loss of the first model minus loss of the second at each origin, `[n]`
 * @param origins rows of these origins, rising; autocovariances take in the pairs that lie a lag apart, so gaps may be among them
 * @param horizon h, rows ahead
 */
export function dieboldMariano(
  differences: ArrayLike<number>,
  origins: ArrayLike<number>,
  horizon: number,
): DieboldMariano {
  const n = differences.length;
  const mean = sumOf(differences) / n;
  const none = (reason: NoTest): DieboldMariano => ({
    origins: n,
    mean,
    interval: null,
    statistic: null,
    p: null,
    reason,
  });
  if (n > 0 && Array.from(differences).every((difference) => difference === 0)) return none("same");
  // One origin has no spread, and what the correction leaves of n is nothing where n ≤ h.
  if (n < 2 || n <= horizon) return none("too_short");
  const centred = Float64Array.from(differences, (difference) => difference - mean);
  const lags = autocovariances(centred, origins, horizon);
  const weighted = (weight: (lag: number) => number): number =>
    sumOf(lags.map((value, lag) => (lag === 0 ? value : 2 * weight(lag) * value)));
  const variance = Math.max(
    weighted(() => 1),
    weighted((lag) => 1 - lag / horizon),
  );
  // Equal differences leave what rounding makes of 0.
  if (!(variance > 1e-24 * mean * mean)) return none("no_variance");
  const error = Math.sqrt(variance / n / correction(n, horizon));
  const statistic = mean / error;
  const reach = error * studentBound(OUTSIDE, n - 1);
  return {
    origins: n,
    mean,
    interval: [mean - reach, mean + reach],
    statistic,
    p: studentBeyond(statistic, n - 1),
    reason: null,
  };
}

/** (n + 1 − 2h + h(h − 1)/n) / n of Harvey, Leybourne and Newbold, as a product that keeps its digits. */
function correction(n: number, h: number): number {
  return ((n - h) * (n - h + 1)) / n / n;
}

/** Sums of products of values that lie 0, 1 … h − 1 rows apart, over n. `[h]` */
function autocovariances(centred: Float64Array, origins: ArrayLike<number>, horizon: number): Float64Array {
  return Float64Array.from({ length: horizon }, (_, lag) => {
    let sum = 0;
    let before = 0;
    for (let at = 0; at < centred.length; at++) {
      while (origins[before]! < origins[at]! - lag) before++;
      if (origins[before] === origins[at]! - lag) sum += centred[at]! * centred[before]!;
    }
    return sum / centred.length;
  });
}

function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}
