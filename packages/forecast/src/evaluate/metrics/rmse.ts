import { meanOverKnown, type Points } from "./points.ts";

/** Root of the mean squared error, in the data's unit, over the rows whose actual value is known; NaN without rows. */
export function rmse(points: Points): number {
  return Math.sqrt(meanOverKnown(points, (actual, forecast) => (forecast - actual) * (forecast - actual)));
}
