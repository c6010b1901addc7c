import { farQuarterTurns, type QuarterTurns } from "./quarter-turns-far.ts";

/** π/2 = 1.5707963267948966192313216916397514… (OEIS A019669) in three parts; the first two have 33 bits each. */
const HIGH = 1.5707963267341256;
const MIDDLE = 6.077100506303966e-11;
const LOW = 2.0222662487959506e-21;
const PER_QUARTER = 0.6366197723675814;

/**
 * Takes the quarter turns out of an angle x ≥ 0 (finite).
 * Method: Cody and Waite's three-part constant while the count fits in 20 bits; whole numbers beyond that.
 */
export function quarterTurns(x: number): QuarterTurns {
  if (x > 1.6e6) return farQuarterTurns(x);
  const k = Math.round(x * PER_QUARTER);
  const first = x - k * HIGH; // exact
  const second = first - k * MIDDLE; // the product is exact
  const lost = first - second - k * MIDDLE;
  const third = k * LOW - lost;
  const r = second - third;
  return { quarter: k & 3, r, c: second - r - third };
}
