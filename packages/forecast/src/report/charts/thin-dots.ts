import type { Point } from "./thin-line.ts";

/** Dots that can be told apart: of those in one cell of a grid, the first is kept. Points that are not finite are left out. */
export function thinDots(points: readonly Point[], across = 480, upwards = 150): readonly Point[] {
  const finite = points.filter(([at, value]) => Number.isFinite(at) && Number.isFinite(value));
  const [left, right] = extent(finite, 0);
  const [bottom, top] = extent(finite, 1);
  // Halves: dots may lie further apart than the largest number.
  const cell = (value: number, from: number, to: number, cells: number): number =>
    to > from ? Math.round(((value / 2 - from / 2) / (to / 2 - from / 2)) * cells) : 0;
  const kept = new Map<number, Point>();
  for (const point of finite) {
    const key = cell(point[0], left, right, across) * (upwards + 1) + cell(point[1], bottom, top, upwards);
    if (!kept.has(key)) kept.set(key, point);
  }
  return [...kept.values()];
}

function extent(points: readonly Point[], of: 0 | 1): [least: number, most: number] {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const point of points) {
    least = Math.min(least, point[of]);
    most = Math.max(most, point[of]);
  }
  return [least, most];
}
