import { mean } from "./mean.ts";

/** The population's standard deviation (divided by n), as numpy's `std`; no values, or NaN among them, give NaN. */
export function standardDeviation(values: ArrayLike<number>): number {
  const center = mean(values);
  return Math.sqrt(mean(Float64Array.from(values, (value) => (value - center) * (value - center))));
}
