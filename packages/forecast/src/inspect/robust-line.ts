import { median } from "../statistics/index.ts";

/** A straight line, `y = intercept + slope · x`. */
export interface Line {
  readonly slope: number;
  readonly intercept: number;
}

/**
 * The line that most of some pairs lie on, whatever the others do: the median of the slopes from each pair of the lower half, by `x`, to
 * its like of the upper half (Theil 1950, "A rank-invariant method of linear and polynomial regression analysis"), and the median
 * of what it leaves. A quarter of the pairs may be wrong. Undefined where `x` does not change.
 */
export function robustLine(x: Float64Array, y: Float64Array): Line | undefined {
  const order = Uint32Array.from(x.keys()).sort((a, b) => x[a]! - x[b]!);
  const half = order.length >> 1;
  const slopes = Float64Array.from({ length: half }, (_, i) => {
    const [low, high] = [order[i]!, order[order.length - half + i]!];
    return (y[high]! - y[low]!) / (x[high]! - x[low]!);
  }).filter(Number.isFinite);
  if (slopes.length === 0) return undefined;
  const slope = median(slopes);
  return { slope, intercept: median(y.map((value, i) => value - slope * x[i]!)) };
}

/** How far each pair lies from a line. */
export function distances(x: Float64Array, y: Float64Array, { slope, intercept }: Line): Float64Array {
  return y.map((value, i) => Math.abs(value - intercept - slope * x[i]!));
}
