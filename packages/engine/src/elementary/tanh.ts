import { exactSum } from "./double-double.ts";
import { exp } from "./exp.ts";
import { expm1Sum } from "./expm1.ts";

/**
 * The hyperbolic tangent, the same bits on every JavaScript engine; within 2 ulp of the exact value.
 * NaN gives NaN, ±∞ gives ±1, −0 gives −0. Method: t / (t + 2) with t = e^2|x| − 1, which does not cancel near 0.
 */
export function tanh(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  const size = Math.abs(x);
  if (size < 3.725290298461914e-9) return x; // 2^-28
  const value = size < 1 ? nearZero(size) : 1 - 2 / (exp(2 * size) + 1);
  return x < 0 ? -value : value;
}

/** What t and t + 2 round away is put back to first order: plain division would err by more than 2 ulp. */
function nearZero(size: number): number {
  const sum = expm1Sum(2 * size);
  const t = exactSum(sum.high, sum.low);
  const d = exactSum(t.high, 2);
  const quotient = t.high / d.high;
  return quotient + (t.low - quotient * (d.low + t.low)) / d.high;
}
