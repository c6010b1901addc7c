import { between } from "./between.ts";

/**
 * The quantile q of ascending values, interpolated linearly between neighbours; no values give NaN.
 * Definition 7 of Hyndman and Fan (1996), numpy's default.
 * https://numpy.org/doc/stable/reference/generated/numpy.quantile.html
 */
export function quantile(ascending: Float64Array, q: number): number {
  const at = (ascending.length - 1) * q;
  const below = ascending[Math.floor(at)];
  const above = ascending[Math.ceil(at)];
  if (below === undefined || above === undefined) return Number.NaN;
  return between(below, above, at - Math.floor(at));
}
