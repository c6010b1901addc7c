import { type DoubleDouble, exactSum } from "./double-double.ts";
import { exp } from "./exp.ts";
import { expTail, reduceExponent } from "./exp-reduced.ts";
import { timesPowerOfTwo } from "./power-of-two.ts";

/**
 * e^x − 1 without the cancellation near 0, the same bits on every JavaScript engine; within 1 ulp of the exact value.
 * NaN gives NaN, −0 gives −0. Method: as `exp`, with 2^k · (e^r − 1) + (2^k − 1) summed from its largest term down.
 */
export function expm1(x: number): number {
  if (Number.isNaN(x)) return Number.NaN;
  if (Math.abs(x) < 5.551115123125783e-17) return x; // 2^-54
  if (x > 40) return exp(x); // The 1 is far below the last bit.
  if (x < -40) return -1;
  const { high, low } = expm1Sum(x);
  return high + low;
}

/** e^x − 1 for |x| ≤ 40 as two numbers, the second not yet added: what `tanh` needs. */
export function expm1Sum(x: number): DoubleDouble {
  const { k, r, c } = reduceExponent(x, 0);
  const tail = expTail(r, c);
  if (k === 0) return { high: r, low: tail };
  const sum = exactSum(timesPowerOfTwo(1, k) - 1, timesPowerOfTwo(r, k));
  return { high: sum.high, low: sum.low + timesPowerOfTwo(tail, k) };
}
