import { rowStride, type Tensor } from "../tensor/tensor.ts";

/**
 * What an operation does when its plan is replayed. Rows of the batch (the last axis but one of every tensor that is no
 * weight) do not know each other: they are done in blocks that stay in the cache, in any order, on any thread, and no bit
 * changes. What they share is done before or behind them.
 *
 * What calls kernels of the plan runs once, when the plan is sealed: its calls are written down and made at every step. `prepare`,
 * `begin` and `behind` are JavaScript at every step, with the engine's own kernels.
 */
export interface Step {
  /** Rows of the batch, B. */
  readonly rows: number;
  /** What follows from weights alone; left out while they do not change. `prepare` comes before all packing. */
  readonly pack?: { readonly weights: readonly Tensor[]; readonly prepare?: () => void; readonly run?: () => void };
  /** Before any row goes forward. */
  readonly begin?: () => void;
  /** Rows `from` up to but not including `to`. */
  readonly forward?: (from: number, to: number) => void;
  /** Behind all rows: what sums over them. */
  readonly end?: () => void;
  /** Gradients of everything that has rows. */
  readonly backward?: (from: number, to: number) => void;
  /** Gradients of weights, behind all rows: part `part` of `parts` of what is written, each sum whole. */
  readonly weightGradients?: (part: number, parts: number) => void;
  /** Behind the gradients of all weights: what follows from them alone. */
  readonly behind?: () => void;
}

/** B of a tensor: its last axis but one. */
export const rowsOf = ({ shape }: Tensor): number => shape.at(-2) ?? 1;

/** Calls `visit` with the first row and the number of rows of each stretch that rows `from … to` of the batch are. */
export function eachStretch(
  tensor: Tensor,
  from: number,
  to: number,
  visit: (row: number, rows: number) => void,
): void {
  const B = rowsOf(tensor);
  if (from === 0 && to === B) {
    visit(0, tensor.rows);
    return;
  }
  for (let first = from; first < tensor.rows; first += B) visit(first, to - from);
}

/** The columns of a width that are part `part` of `parts`, whole panels of eight: the first, and how many. */
export function columnsOf(width: number, part: number, parts: number): { first: number; count: number } {
  const panels = Math.ceil(width / 8);
  const first = 8 * Math.floor((panels * part) / parts);
  const end = Math.min(rowStride(width), 8 * Math.floor((panels * (part + 1)) / parts));
  return { first, count: Math.max(0, end - first) };
}

/** The rows and columns of a matrix that are part `part` of `parts`: cut along its longer side. */
export function shareOf(
  height: number,
  width: number,
  part: number,
  parts: number,
): { row: number; rows: number; column: number; columns: number } {
  if (height <= width) {
    const { first, count } = columnsOf(width, part, parts);
    return { row: 0, rows: height, column: first, columns: count };
  }
  const { first, count } = columnsOf(height, part, parts);
  return { row: first, rows: Math.min(count, height - first), column: 0, columns: width };
}
