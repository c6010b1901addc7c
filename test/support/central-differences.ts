/** A gradient measured at some coordinates. */
export interface MeasuredGradient {
  readonly at: readonly number[];
  readonly slope: Float64Array;
}

/**
 * Central differences, one coordinate at a time: slow, and trusted because nothing in it is clever. Of more than
 * `most` coordinates only evenly spread ones are measured, the first and the last among them.
 */
export function measureGradient(
  loss: (w: Float64Array) => number,
  point: ArrayLike<number>,
  most = 12,
  step = 1e-5,
): MeasuredGradient {
  const w = Float64Array.from(point);
  const count = Math.min(most, w.length);
  const at = Array.from({ length: count }, (_, i) =>
    count === 1 ? 0 : Math.round((i * (w.length - 1)) / (count - 1)),
  );
  const slope = Float64Array.from(at, (i) => {
    const value = w[i]!;
    w[i] = value + step;
    const up = loss(w);
    w[i] = value - step;
    const down = loss(w);
    w[i] = value;
    return (up - down) / (2 * step);
  });
  return { at, slope };
}
