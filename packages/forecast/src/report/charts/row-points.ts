import type { TimeAxis } from "../../contracts/index.ts";
import { wallTimeAt } from "../../prepare/wall-time.ts";
import type { Point } from "./thin-line.ts";

/**
 * The readings of rows `from` to `to`, both included, as points over time.
 * @param offset row of the axis that `values[0]` belongs to
 */
export function rowPoints(axis: TimeAxis, values: Float64Array, from: number, to: number, offset = 0): Point[] {
  const points: Point[] = [];
  for (let row = from; row <= to; row++) points.push([wallTimeAt(axis, row), values[row - offset] ?? Number.NaN]);
  return points;
}
