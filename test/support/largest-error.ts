/**
 * max|a − b| / max|b| over the whole tensor, as `golden/README.md` defines it; the plain difference where b is all zero.
 * A NaN or a missing value is an infinite error.
 */
export function largestError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let difference = 0;
  let size = 0;
  for (let i = 0; i < expected.length; i++) {
    const off = Math.abs(actual[i]! - expected[i]!);
    if (Number.isNaN(off)) return Number.POSITIVE_INFINITY;
    difference = Math.max(difference, off);
    size = Math.max(size, Math.abs(expected[i]!));
  }
  return size === 0 ? difference : difference / size;
}
