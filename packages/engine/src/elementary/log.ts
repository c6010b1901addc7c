import { LN2_HIGH, LN2_LOW } from "./ln2.ts";
import { logDeficit } from "./log-reduced.ts";
import { balancedExponent, timesPowerOfTwo } from "./power-of-two.ts";

/**
 * The natural logarithm, the same bits on every JavaScript engine; within 1 ulp of the exact value.
 * NaN and negative numbers give NaN, ±0 gives −∞. Method: x = 2^k · m with m near 1, then atanh's series for ln m.
 */
export function log(x: number): number {
  if (!(x >= 0)) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return x;
  const k = balancedExponent(x);
  const f = timesPowerOfTwo(x, -k) - 1;
  return k * LN2_HIGH + (f - (logDeficit(f) - k * LN2_LOW));
}
