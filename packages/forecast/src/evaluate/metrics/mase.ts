import { mae } from "./mae.ts";
import type { Points } from "./points.ts";

/**
 * Mean absolute error over the mean seasonal step of the training part (`seasonalScale`): below 1 is better than the
 * seasonal naive was there. A scale of 0 or NaN gives NaN. Hyndman and Koehler (2006).
 */
export function mase(points: Points, seasonalScale: number): number {
  return seasonalScale > 0 ? mae(points) / seasonalScale : Number.NaN;
}
