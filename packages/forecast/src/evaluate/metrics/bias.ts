import { MeanOverKnown, type Metric } from "./metric.ts";

/** Mean of forecast − actual, in the data's unit: above 0 the forecasts are too high. NaN without rows. */
export function bias(): Metric {
  return new MeanOverKnown((actual, forecast) => forecast - actual);
}
