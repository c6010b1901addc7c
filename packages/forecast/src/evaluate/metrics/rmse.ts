import { MeanOverKnown, type Metric } from "./metric.ts";

/** Root of the mean squared error, in the data's unit, over the rows whose actual value is known; NaN without rows. */
export function rmse(): Metric {
  const squares = new MeanOverKnown((actual, forecast) => (forecast - actual) * (forecast - actual));
  return {
    add: (actual, forecast) => squares.add(actual, forecast),
    get value() {
      return Math.sqrt(squares.value);
    },
  };
}
