import { elementary } from "@gatecast/engine";
import { erfc } from "./normal.ts";

/** Where the sum of terms is scaled down, long before it overflows. */
const LARGE = 1e200;

/**
 * The share of the chi-square distribution above `x`, for a whole number of degrees of freedom ≥ 1, with relative precision
 * in the tail: the finite sums of Abramowitz & Stegun (1964), 26.4.4 and 26.4.5.
 */
export function chiSquareAbove(x: number, degrees: number): number {
  if (!(x > 0)) return Number.isNaN(x) ? Number.NaN : 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  const half = x / 2;
  const odd = degrees % 2 === 1;
  let step = odd ? 0.5 : 0;
  let term = odd ? 2 * Math.sqrt(half / Math.PI) : 1;
  let sum = 0;
  let scale = 0;
  for (let i = 0; i < Math.floor(degrees / 2); i++) {
    sum += term;
    step++;
    term *= half / step;
    if (sum > LARGE) {
      sum /= LARGE;
      term /= LARGE;
      scale += elementary.log(LARGE);
    }
  }
  const body = sum > 0 ? elementary.exp(elementary.log(sum) + scale - half) : 0;
  return Math.min(1, body + (odd ? erfc(Math.sqrt(half)) : 0));
}
