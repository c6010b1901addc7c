import { elementary } from "@gatecast/engine";

/** Terms of the continued fraction at most; some dozens are enough. */
const MOST_TERMS = 10_000;
/** What stands in for a zero below a fraction. */
const TINY = 1e-300;

/**
 * The share of Student's t distribution farther from 0 than `t`, on both sides together: what a two-sided test calls p. For a
 * whole number of degrees of freedom ≥ 1, with relative precision in the tail: the incomplete beta function
 * I_x(ν/2, 1/2) at x = ν / (ν + t²) (Abramowitz & Stegun 1964, 26.7.1 with 26.5.8).
 */
export function studentBeyond(t: number, degrees: number): number {
  const square = t * t;
  if (!(square > 0)) return Number.isNaN(t) ? Number.NaN : 1;
  if (square === Number.POSITIVE_INFINITY) return 0;
  const a = degrees / 2;
  // x^a · (1 − x)^½ / B(a, ½): x itself would lose its digits next to 1.
  const logX = -elementary.log1p(square / degrees);
  const logRest = elementary.log(square / (degrees + square));
  const scale = elementary.exp(a * logX + logRest / 2) * overBeta(degrees);
  const x = degrees / (degrees + square);
  const beyond =
    x * (a + 2.5) < a + 1
      ? (scale * betaFraction(x, a, 0.5)) / a
      : 1 - (scale * betaFraction(square / (degrees + square), 0.5, a)) / 0.5;
  return Math.min(1, Math.max(0, beyond));
}

/** The value that |t| exceeds with probability `beyond`, by halving. */
export function studentBound(beyond: number, degrees: number): number {
  let [low, high] = [0, 1];
  while (studentBeyond(high, degrees) > beyond) high *= 2;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (studentBeyond(middle, degrees) > beyond) low = middle;
    else high = middle;
  }
}

/** 1 / B(ν/2, ½): 1/π for one degree of freedom, ½ for two, and (ν + 1)/ν times as much for two more. */
function overBeta(degrees: number): number {
  let value = degrees % 2 === 1 ? 1 / Math.PI : 0.5;
  for (let at = degrees % 2 === 1 ? 1 : 2; at < degrees; at += 2) value *= (at + 1) / at;
  return value;
}

/** The continued fraction of the incomplete beta function (26.5.8), evaluated from the front (Lentz 1976). */
function betaFraction(x: number, a: number, b: number): number {
  const filled = (value: number): number => (Math.abs(value) < TINY ? TINY : value);
  let above = 1;
  let below = 1 / filled(1 - ((a + b) * x) / (a + 1));
  let fraction = below;
  for (let m = 1; m < MOST_TERMS; m++) {
    let change = 1;
    for (const step of [
      (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m)),
      (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1)),
    ]) {
      below = 1 / filled(1 + step * below);
      above = filled(1 + step / above);
      change = below * above;
      fraction *= change;
    }
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return fraction;
}
