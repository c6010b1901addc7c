import type { TimeAxis } from "../contracts/index.ts";
import { timeAt } from "../data/index.ts";
import { offsetOf } from "../data/time-format.ts";

/**
 * Where a row lies on a chart's level axis: the clock on the wall where the readings were taken, as milliseconds,
 * so that midnights and months fall where readers expect them; on a `count` axis the row's number.
 */
export function rowTime(axis: TimeAxis, row: number): number {
  return timeAt(axis, row) + (axis.kind === "calendar" ? offsetOf(axis.format) : 0);
}
