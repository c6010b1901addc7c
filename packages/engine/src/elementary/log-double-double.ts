import { type DoubleDouble, exactProduct, exactSum, product } from "./double-double.ts";
import { LN2_HIGH, LN2_LOW } from "./ln2.ts";
import { balancedExponent, timesPowerOfTwo } from "./power-of-two.ts";

/** 1/3 to 106 bits. */
const THIRD = { high: 0.3333333333333333, low: 1.850371707708594e-17 };

/**
 * ln x to about 64 bits, for `pow`, where an exponent of 700 would magnify the last bit of a float64 logarithm.
 * `x` must be finite and above 0. Method: x = 2^k · m, ln m = 2 atanh(s) = 2s · (1 + s²(1/3 + s²/5 + …)), s = (m − 1)/(m + 1);
 * s, s² and the first two terms carry two numbers, the rest of the series is too small to need it.
 */
export function logDoubleDouble(x: number): DoubleDouble {
  const k = balancedExponent(x);
  const m = timesPowerOfTwo(x, -k);
  const f = m - 1; // exact
  const d = exactSum(1, m);
  const quotient = f / d.high;
  const back = exactProduct(quotient, d.high);
  const s = exactSum(quotient, (f - back.high - back.low - quotient * d.low) / d.high);
  const z = product(s, s);
  const rest = z.high * seriesFromFifth(z.high);
  const inner = exactSum(THIRD.high, rest);
  const scaled = product(z, { high: inner.high, low: inner.low + THIRD.low });
  const outer = exactSum(1, scaled.high);
  const logOfM = product({ high: 2 * s.high, low: 2 * s.low }, { high: outer.high, low: outer.low + scaled.low });
  const sum = exactSum(k * LN2_HIGH, logOfM.high);
  return exactSum(sum.high, sum.low + (k * LN2_LOW + logOfM.low));
}

/** 1/5 + z/7 + z²/9 + … */
function seriesFromFifth(z: number): number {
  let sum = 1 / 25;
  for (let odd = 23; odd >= 5; odd -= 2) sum = sum * z + 1 / odd;
  return sum;
}
