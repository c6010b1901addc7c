import { quantile } from "./quantile.ts";

/** The middle of values in any order, the mean of the middle two where their number is even; no values give NaN. */
export function median(values: ArrayLike<number>): number {
  return quantile(Float64Array.from(values).sort(), 0.5);
}
