import type { TimeAxis } from "../../contracts/index.ts";
import { rowTime } from "../row-time.ts";
import type { Point } from "./thin-line.ts";

/** The readings of rows `from` to `to`, both included, as points over time. */
export function rowPoints(axis: TimeAxis, values: Float64Array, from: number, to: number): Point[] {
  const points: Point[] = [];
  for (let row = from; row <= to; row++) points.push([rowTime(axis, row), values[row] ?? Number.NaN]);
  return points;
}
