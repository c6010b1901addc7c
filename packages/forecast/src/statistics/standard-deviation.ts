import { fillBy } from "./fill-by.ts";
import { mean } from "./mean.ts";

/** The population's standard deviation (divided by n), as numpy's `std`; no values, or NaN among them, give NaN. */
export function standardDeviation(values: ArrayLike<number>): number {
  const center = mean(values);
  return Math.sqrt(mean(fillBy(new Float64Array(values.length), (i) => (values[i]! - center) * (values[i]! - center))));
}
