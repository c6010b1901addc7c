import { meanOverKnown, type Points } from "./points.ts";

/** Mean of forecast − actual, in the data's unit: above 0 the forecasts are too high. NaN without rows. */
export function bias(points: Points): number {
  return meanOverKnown(points, (actual, forecast) => forecast - actual);
}
