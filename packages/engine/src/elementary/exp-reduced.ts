import { LN2_HIGH, LN2_LOW } from "./ln2.ts";

/** A number as k · ln 2 + r + c with |r| ≤ ln 2 / 2 and c below the last bit of r. */
export interface ReducedExponent {
  readonly k: number;
  readonly r: number;
  readonly c: number;
}

/**
 * Takes whole multiples of ln 2 out of `high + low`, |high| < 1500, `low` far below `high`.
 * Method: Cody and Waite, "Software Manual for the Elementary Functions" (1980), two-part constant.
 */
export function reduceExponent(high: number, low: number): ReducedExponent {
  const k = Math.round(high * Math.LOG2E);
  const rest = high - k * LN2_HIGH; // exact
  const taken = k * LN2_LOW - low;
  const r = rest - taken;
  return { k, r, c: rest - r - taken };
}

/**
 * e^(r + c) − 1 − r for |r| ≤ ln 2 / 2: Taylor's series to r^14, whose remainder is below 1e-19.
 * The caller adds r itself, so that the largest term carries no rounding.
 */
export function expTail(r: number, c: number): number {
  let sum = 1 / 87178291200;
  sum = sum * r + 1 / 6227020800;
  sum = sum * r + 1 / 479001600;
  sum = sum * r + 1 / 39916800;
  sum = sum * r + 1 / 3628800;
  sum = sum * r + 1 / 362880;
  sum = sum * r + 1 / 40320;
  sum = sum * r + 1 / 5040;
  sum = sum * r + 1 / 720;
  sum = sum * r + 1 / 120;
  sum = sum * r + 1 / 24;
  sum = sum * r + 1 / 6;
  sum = sum * r + 1 / 2;
  return sum * r * r + (c + c * r);
}
