import { mae } from "./mae.ts";
import type { Metric } from "./metric.ts";

/**
 * Mean absolute error over the mean seasonal step of the training part (`seasonalScale`): below 1 is better than the
 * seasonal naive was there. A scale of 0 or NaN gives NaN. Hyndman and Koehler (2006).
 */
export function mase(seasonalScale: number): Metric {
  const error = mae();
  return {
    add: (actual, forecast, before) => error.add(actual, forecast, before),
    get value() {
      return seasonalScale > 0 ? error.value / seasonalScale : Number.NaN;
    },
  };
}
