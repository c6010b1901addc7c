import type { TimeAxis } from "../../contracts/index.ts";
import type { RowSpan } from "../../explain/index.ts";
import { wallTimeAt } from "../../prepare/wall-time.ts";
import type { TimeSpan } from "./time-scale.ts";

/** Neighbouring rows, or steps, that are drawn as one cell, from one edge on the level axis to the other. */
export interface TimeCell {
  /** Rows or steps counted from the first shown. */
  readonly from: number;
  readonly to: number;
  readonly left: number;
  readonly right: number;
}

/** `count` rows of an axis as at most `most` cells side by side; edges lie in the middle between two rows. */
export function timeCells(axis: TimeAxis, first: number, count: number, most: number): TimeCell[] {
  const rows = Array.from({ length: count }, (_, row) => ({ first: first + row, last: first + row }));
  return spanCells(axis, rows, most);
}

/** Steps that cover rows of an axis, as at most `most` cells: each lies over those rows that no step before it covers. */
export function spanCells(axis: TimeAxis, spans: readonly RowSpan[], most: number): TimeCell[] {
  // Where the rows of a step begin that none before it covers; behind the last step, where its own end.
  const begin = (step: number): number => (step === 0 ? spans[0]!.first : spans[step - 1]!.last + 1);
  const edge = (row: number): number => (wallTimeAt(axis, row - 1) + wallTimeAt(axis, row)) / 2;
  const cells = Math.min(most, spans.length);
  return Array.from({ length: cells }, (_, i) => {
    const [from, to] = [i, i + 1].map((at) => Math.round((at * spans.length) / cells)) as [number, number];
    return { from, to, left: edge(begin(from)), right: edge(begin(to)) };
  });
}

/** The span of such cells, from edge to edge. */
export function cellsSpan(axis: TimeAxis, cells: readonly TimeCell[]): TimeSpan {
  return { kind: axis.kind === "count" ? "rows" : "instants", min: cells[0]!.left, max: cells.at(-1)!.right };
}
