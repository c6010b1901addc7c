import { meanOverKnown, type Points } from "./points.ts";

/** Mean absolute error, in the data's unit, over the rows whose actual value is known; NaN without rows. */
export function mae(points: Points): number {
  return meanOverKnown(points, (actual, forecast) => Math.abs(forecast - actual));
}
