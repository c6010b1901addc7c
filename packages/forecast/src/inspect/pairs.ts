import type { SeriesRows } from "../clean/series-rows.ts";

/** Readings of two columns, one of them some rows later than the other. */
export interface Pairs {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** The row of each `x`. */
  readonly rows: Uint32Array;
  /** Whether the pair before is that of the row before. */
  readonly follows: Uint8Array;
}

/** How pairs are gathered. */
export interface Pairing {
  readonly series: readonly SeriesRows[];
  /** The place of every row of the table, in steps. */
  readonly places: Int32Array;
  readonly x: Float64Array; // [rows]
  readonly y: Float64Array; // [rows]
}

/**
 * Known readings of `x` at a row and of `y` `shift` rows later in the same series, of every `stride`-th row. Rows on both sides of a gap,
 * and those that share a time, are no neighbours and make no pair.
 */
export function pairsAt({ series, places, x, y }: Pairing, shift: number, stride: number): Pairs {
  const most = series.reduce((sum, { rows }) => sum + Math.ceil(rows.length / stride), 0);
  const found = {
    x: new Float64Array(most),
    y: new Float64Array(most),
    rows: new Uint32Array(most),
    follows: new Uint8Array(most),
  };
  let count = 0;
  for (const { rows } of series) {
    let before = Number.NaN;
    for (let i = Math.max(0, -shift); i < rows.length - Math.max(0, shift); i += stride) {
      const [row, other] = [rows[i]!, rows[i + shift]!];
      if (places[other]! - places[row]! !== shift || Number.isNaN(x[row]!) || Number.isNaN(y[other]!)) continue;
      found.x[count] = x[row]!;
      found.y[count] = y[other]!;
      found.rows[count] = row;
      found.follows[count] = places[row]! - before === 1 ? 1 : 0;
      before = places[row]!;
      count++;
    }
  }
  return {
    x: found.x.subarray(0, count),
    y: found.y.subarray(0, count),
    rows: found.rows.subarray(0, count),
    follows: found.follows.subarray(0, count),
  };
}

/** The pairs that differ from the pair before: what stays as it is tells nothing. */
export function movingPairs({ x, y }: Pairs): { readonly x: Float64Array; readonly y: Float64Array } {
  const moved = x.map((value, i) => (i === 0 || value !== x[i - 1] || y[i] !== y[i - 1] ? 1 : 0));
  return { x: x.filter((_, i) => moved[i] === 1), y: y.filter((_, i) => moved[i] === 1) };
}
