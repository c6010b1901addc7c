/**
 * max|a − b| / max|b| over the whole tensor (`golden/README.md`); the plain difference where b is all zero. NaN is an
 * infinite error.
 */
export function largestError(actual, expected) {
  let difference = 0;
  let size = 0;
  for (let i = 0; i < expected.length; i++) {
    const off = Math.abs(actual[i] - expected[i]);
    if (!Number.isFinite(off)) return Number.POSITIVE_INFINITY;
    difference = Math.max(difference, off);
    size = Math.max(size, Math.abs(expected[i]));
  }
  return size === 0 ? difference : difference / size;
}

/** The worst of several tensors `[name, actual, expected]`, and whether it stays within the tolerance. */
export function worst(what, tolerance, tensors) {
  const errors = tensors.map(([at, actual, expected]) => ({ what, at, error: largestError(actual, expected) }));
  const found = errors.reduce((a, b) => (b.error > a.error ? b : a));
  return { ...found, tolerance, missed: !(found.error <= tolerance) };
}

/** A case as it is printed. */
export const verdict = (name, parts) => ({
  name,
  parts,
  misses: parts.filter(({ missed }) => missed).map(({ what, tolerance }) => `${what} (tolerance ${tolerance})`),
});
