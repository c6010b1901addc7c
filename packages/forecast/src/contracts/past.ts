declare const pastOnly: unique symbol;

/**
 * Rows before a cutoff, in pieces: all that the `fit` of a step may see. The pieces come in the order of rows and are views that
 * hold until the next is asked for; NaN where a reading is missing. Only `pastOf` and what is made of its result alone have one.
 */
export interface PastRows {
  readonly rows: number;
  /** Each call begins anew. */
  pieces(): Iterable<Float64Array>;
  readonly [pastOnly]: true;
}

/**
 * The values of one column before a cutoff: all that a `fit` may see. Only `pastOf` makes one, so that handing a whole
 * column to `fit` does not compile. NaN where a reading is missing.
 */
export interface Past extends PastRows {
  readonly values: Float64Array; // [cutoff]
}

/**
 * Rows `[0, cutoffRow)` of a column, as a view: ten million rows are not copied for every fit.
 * @throws RangeError where the cutoff is no row of the column.
 */
export function pastOf(values: Float64Array, cutoffRow: number): Past {
  if (!Number.isInteger(cutoffRow) || cutoffRow < 0 || cutoffRow > values.length) {
    throw new RangeError(`internal: cutoff row ${cutoffRow} is not within 0 … ${values.length}`);
  }
  const past = values.subarray(0, cutoffRow);
  return { values: past, rows: cutoffRow, pieces: () => [past] } as unknown as Past;
}

/** What is made of a past alone is a past as well: `piece` gives rows `[from, to)` and may read no others than those before `to`. */
export function madeOfPast(
  { rows }: PastRows,
  size: number,
  piece: (from: number, to: number) => Float64Array,
): PastRows {
  function* pieces(): Generator<Float64Array> {
    for (let from = 0; from < rows; from += size) yield piece(from, Math.min(from + size, rows));
  }
  return { rows, pieces } as unknown as PastRows;
}
