import { exactProduct } from "./double-double.ts";
import { expOfSum } from "./exp.ts";
import { logDoubleDouble } from "./log-double-double.ts";

/**
 * x^y, the same bits on every JavaScript engine; within 1 ulp of the exact value, and exact where that is a float64.
 * Edge cases are those of `Math.pow` (ECMA-262, Number::exponentiate): x^0 is 1 even for NaN, (±1)^±∞ is NaN,
 * a negative x with a fractional y is NaN. Method: e^(y · ln x) with the logarithm and the product to 64 bits.
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  const size = Math.abs(x);
  if (!Number.isFinite(y)) return size === 1 ? Number.NaN : size > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0;
  const whole = Number.isInteger(y);
  const odd = whole && Math.abs(y % 2) === 1;
  const negative = x < 0 || Object.is(x, -0);
  if (x < 0 && !whole && Number.isFinite(x)) return Number.NaN;
  const value = powOfSize(size, y);
  return negative && odd ? -value : value;
}

/** size^y for 0 ≤ size ≤ ∞ and a finite y other than 0. */
function powOfSize(size: number, y: number): number {
  if (size === 0 || size === Number.POSITIVE_INFINITY) return (size === 0) === y > 0 ? 0 : Number.POSITIVE_INFINITY;
  if (size === 1 || y === 1) return size;
  // Plain products are exact or rounded once; everything else goes by way of the logarithm.
  if (y === 2) return size * size;
  if (y === -1) return 1 / size;
  if (y === 0.5) return Math.sqrt(size);
  const { high, low } = logDoubleDouble(size);
  const rough = y * high;
  if (rough > 750) return Number.POSITIVE_INFINITY;
  if (rough < -750) return 0;
  const power = exactProduct(y, high);
  return expOfSum(power.high, power.low + y * low);
}
