import { expTail, reduceExponent } from "./exp-reduced.ts";
import { timesPowerOfTwo } from "./power-of-two.ts";

/** Above this e^x is ∞ in float64; below the other it is 0. */
const OVERFLOW = 709.782712893384;
const UNDERFLOW = -745.1332191019412;

/**
 * e^x, the same bits on every JavaScript engine; within 1 ulp of the exact value.
 * NaN gives NaN, −∞ gives 0. Method: k · ln 2 taken out, Taylor's series for the rest (`exp-reduced.ts`).
 */
export function exp(x: number): number {
  return expOfSum(x, 0);
}

/** e^(high + low) for a `low` below the last bit of `high`: what `pow` needs. */
export function expOfSum(high: number, low: number): number {
  if (Number.isNaN(high)) return Number.NaN;
  if (high > OVERFLOW) return Number.POSITIVE_INFINITY;
  if (high < UNDERFLOW) return 0;
  const { k, r, c } = reduceExponent(high, low);
  const sum = 1 + r;
  const lost = r - (sum - 1);
  return timesPowerOfTwo(sum + (lost + expTail(r, c)), k);
}
