import { MeanOverKnown, type Metric } from "./metric.ts";

/** Mean absolute error, in the data's unit, over the rows whose actual value is known; NaN without rows. */
export function mae(): Metric {
  return new MeanOverKnown((actual, forecast) => Math.abs(forecast - actual));
}
