import type { TimeAxis } from "../contracts/index.ts";
import { timeAt } from "../data/index.ts";
import { offsetOf } from "../data/time-format.ts";
import { clockOf } from "../data/zone.ts";

/**
 * What the clock on the wall showed at a row where the readings were taken, as epoch milliseconds of a UTC clock that shows the
 * same: days, months and rush hours begin by it. On a `count` axis the row's number.
 */
export function wallTimeAt(axis: TimeAxis, row: number): number {
  const time = timeAt(axis, row);
  if (axis.kind === "count") return time;
  return axis.zone === undefined ? time + offsetOf(axis.format) : clockOf(axis.zone, time);
}
