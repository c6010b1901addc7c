import type { TimeAxis } from "../contracts/index.ts";
import { timeAt } from "../data/index.ts";
import { offsetOf } from "../data/time-format.ts";
import { clockOf } from "../data/zone.ts";

/**
 * Where a row lies on a chart's level axis: the clock on the wall where the readings were taken, as milliseconds,
 * so that midnights and months fall where readers expect them; on a `count` axis the row's number.
 */
export function rowTime(axis: TimeAxis, row: number): number {
  const time = timeAt(axis, row);
  if (axis.kind === "count") return time;
  return axis.zone === undefined ? time + offsetOf(axis.format) : clockOf(axis.zone, time);
}
