declare const pastOnly: unique symbol;

/**
 * The values of one column before a cutoff: all that a `fit` may see. Only `pastOf` makes one, so that handing a whole
 * column to `fit` does not compile. NaN where a reading is missing.
 */
export interface Past {
  readonly values: Float64Array; // [cutoff]
  readonly [pastOnly]: true;
}

/**
 * Rows `[0, cutoffRow)` of a column, copied: what happens to the column later does not reach it.
 * @throws RangeError where the cutoff is no row of the column.
 */
export function pastOf(values: Float64Array, cutoffRow: number): Past {
  if (!Number.isInteger(cutoffRow) || cutoffRow < 0 || cutoffRow > values.length) {
    throw new RangeError(`internal: cutoff row ${cutoffRow} is not within 0 … ${values.length}`);
  }
  return { values: values.slice(0, cutoffRow) } as Past;
}
