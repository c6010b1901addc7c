import { quantile } from "./quantile.ts";

/** The range outside which a value counts as an outlier. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/**
 * Q1 − limit · IQR … Q3 + limit · IQR of values in any order: the whiskers' reach of a box plot (Tukey, Exploratory Data
 * Analysis, 1977), there with a limit of 1.5. No values give NaN.
 */
export function iqrBounds(values: ArrayLike<number>, limit = 1.5): Bounds {
  const ascending = Float64Array.from(values).sort();
  const [first, third] = [quantile(ascending, 0.25), quantile(ascending, 0.75)];
  return { low: first - limit * (third - first), high: third + limit * (third - first) };
}
