/** Eight bytes in which a float64 is taken apart and put together; written before every reading, so it carries nothing over. */
const scratch = new DataView(new ArrayBuffer(8));

/** 2^k exactly, for −1022 ≤ k ≤ 1023, by writing the exponent bits. */
function powerOfTwo(k: number): number {
  scratch.setUint32(0, (k + 1023) << 20);
  scratch.setUint32(4, 0);
  return scratch.getFloat64(0);
}

/**
 * x · 2^k, rounded once. Meant for |x| near 1 and −2044 ≤ k ≤ 2046, or for a subnormal x with k > 0.
 * A result below the smallest normal number is rounded to a subnormal, one above the largest is ∞.
 */
export function timesPowerOfTwo(x: number, k: number): number {
  if (k > 1023) return x * powerOfTwo(1023) * powerOfTwo(k - 1023);
  // The first factor leaves a normal number, so only the second one rounds.
  if (k < -1022) return x * powerOfTwo(k + 1022) * powerOfTwo(-1022);
  return x * powerOfTwo(k);
}

/** The k for which x · 2^−k lies in [√½, √2). `x` must be finite and above 0; subnormals are welcome. */
export function balancedExponent(x: number): number {
  const subnormal = x < 2.2250738585072014e-308;
  scratch.setFloat64(0, subnormal ? x * 18014398509481984 : x); // 2^54
  const high = scratch.getUint32(0);
  const k = ((high >>> 20) & 0x7ff) - 1023;
  scratch.setUint32(0, (high & 0xfffff) | 0x3ff00000);
  const mantissa = scratch.getFloat64(0);
  return k + (mantissa >= Math.SQRT2 ? 1 : 0) - (subnormal ? 54 : 0);
}
