import type { Point } from "./thin-line.ts";

/** Points that may be made as they are asked for: a list of many would take more memory than their numbers. */
export type Points = Pick<readonly Point[], "length" | "at">;

/** Dots that can be told apart: of those in one cell of a grid, the first is kept. Points that are not finite are left out. */
export function thinDots(points: Points, across = 480, upwards = 150): readonly Point[] {
  const [left, right] = extent(points, 0);
  const [bottom, top] = extent(points, 1);
  // Halves: dots may lie further apart than the largest number.
  const cell = (value: number, from: number, to: number, cells: number): number =>
    to > from ? Math.round(((value / 2 - from / 2) / (to / 2 - from / 2)) * cells) : 0;
  const kept = new Map<number, Point>();
  for (let i = 0; i < points.length; i++) {
    const point = points.at(i)!;
    if (!isFinitePoint(point)) continue;
    const key = cell(point[0], left, right, across) * (upwards + 1) + cell(point[1], bottom, top, upwards);
    if (!kept.has(key)) kept.set(key, point);
  }
  return [...kept.values()];
}

const isFinitePoint = ([at, value]: Point): boolean => Number.isFinite(at) && Number.isFinite(value);

function extent(points: Points, of: 0 | 1): [least: number, most: number] {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < points.length; i++) {
    const point = points.at(i)!;
    if (!isFinitePoint(point)) continue;
    least = Math.min(least, point[of]);
    most = Math.max(most, point[of]);
  }
  return [least, most];
}
