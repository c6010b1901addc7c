import type { TimeAxis } from "../../contracts/index.ts";
import { wallTimeAt } from "../../prepare/wall-time.ts";
import type { TimeSpan } from "./time-scale.ts";

/** Neighbouring rows that are drawn as one cell, from one edge on the level axis to the other. */
export interface TimeCell {
  /** Rows counted from the first shown. */
  readonly from: number;
  readonly to: number;
  readonly left: number;
  readonly right: number;
}

/** `count` rows of an axis as at most `most` cells side by side; edges lie in the middle between two rows. */
export function timeCells(axis: TimeAxis, first: number, count: number, most: number): TimeCell[] {
  const edge = (row: number): number => (wallTimeAt(axis, first + row - 1) + wallTimeAt(axis, first + row)) / 2;
  const cells = Math.min(most, count);
  return Array.from({ length: cells }, (_, i) => {
    const [from, to] = [i, i + 1].map((at) => Math.round((at * count) / cells)) as [number, number];
    return { from, to, left: edge(from), right: edge(to) };
  });
}

/** The span of such cells, from edge to edge. */
export function cellsSpan(axis: TimeAxis, cells: readonly TimeCell[]): TimeSpan {
  return { kind: axis.kind === "count" ? "rows" : "instants", min: cells[0]!.left, max: cells.at(-1)!.right };
}
