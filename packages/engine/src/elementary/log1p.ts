import { LN2_HIGH, LN2_LOW } from "./ln2.ts";
import { log } from "./log.ts";
import { logDeficit } from "./log-reduced.ts";
import { balancedExponent, timesPowerOfTwo } from "./power-of-two.ts";

/**
 * ln(1 + x) without the cancellation near 0, the same bits on every JavaScript engine; within 1 ulp of the exact value.
 * NaN and x < −1 give NaN, −1 gives −∞, −0 gives −0. Method: as `log`; what 1 + x rounds away is added back to first order.
 */
export function log1p(x: number): number {
  if (!(x >= -1)) return Number.NaN;
  if (x === -1) return Number.NEGATIVE_INFINITY;
  if (Math.abs(x) < 5.551115123125783e-17) return x; // 2^-54
  if (x > 18014398509481984) return log(x); // The 1 is far below the last bit.
  if (x > Math.SQRT1_2 - 1 && x < Math.SQRT2 - 1) return x - logDeficit(x);
  const sum = 1 + x;
  const lost = x >= 1 ? 1 - (sum - x) : x - (sum - 1);
  const k = balancedExponent(sum);
  const f = timesPowerOfTwo(sum, -k) - 1;
  return k * LN2_HIGH + (f - (logDeficit(f) - (k * LN2_LOW + lost / sum)));
}
