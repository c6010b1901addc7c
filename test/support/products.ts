/** One entry of a matrix product in float64, and how far float32 sums of that many terms may stray from it. */
export interface Entry {
  readonly value: number;
  readonly bound: number;
}

/** Σ over `count` terms, with the error bound of rounding every product and every partial sum to float32. */
export function sumOf(count: number, term: (i: number) => number, start = 0): Entry {
  let value = start;
  let size = Math.abs(start);
  for (let i = 0; i < count; i++) {
    value += term(i);
    size += Math.abs(term(i));
  }
  return { value, bound: (count + 2) * 2 ** -24 * size + 2 ** -140 };
}

/** The worst ratio of error to bound over the entries of a product; above 1 something is wrong, not merely rounded. */
export function worstOf(actual: ArrayLike<number>, entry: (i: number) => Entry): number {
  let worst = 0;
  for (let i = 0; i < actual.length; i++) {
    const { value, bound } = entry(i);
    const ratio = Math.abs(actual[i]! - value) / bound;
    worst = Number.isNaN(ratio) ? Number.POSITIVE_INFINITY : Math.max(worst, ratio);
  }
  return worst;
}
