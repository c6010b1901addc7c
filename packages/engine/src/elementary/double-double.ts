/** An unevaluated sum of two float64 numbers, the second below the last bit of the first: about 106 bits. */
export interface DoubleDouble {
  readonly high: number;
  readonly low: number;
}

/** a + b with what rounding loses (Knuth's TwoSum). Both finite, no overflow. */
export function exactSum(a: number, b: number): DoubleDouble {
  const high = a + b;
  const seen = high - a;
  return { high, low: a - (high - seen) + (b - seen) };
}

/**
 * a · b with what rounding loses (Dekker's product with Veltkamp's split).
 * Source: T. J. Dekker, "A floating-point technique for extending the available precision", 1971. |a|, |b| < 2^990.
 */
export function exactProduct(a: number, b: number): DoubleDouble {
  const high = a * b;
  const aHigh = upperHalf(a);
  const bHigh = upperHalf(b);
  const aLow = a - aHigh;
  const bLow = b - bHigh;
  return { high, low: aLow * bLow - (high - aHigh * bHigh - aLow * bHigh - aHigh * bLow) };
}

/** a · b to about 100 bits. */
export function product(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const { high, low } = exactProduct(a.high, b.high);
  return exactSum(high, low + (a.high * b.low + a.low * b.high));
}

function upperHalf(a: number): number {
  const scaled = 134217729 * a; // 2^27 + 1
  return scaled - (scaled - a);
}
