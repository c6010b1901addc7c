/**
 * Share of a matrix's rows of four that a product without the others may have left: with more, it is no faster. With fewer than
 * four rows at a time there is less to do for each that is looked up.
 */
const WORTH_LEAVING_OUT = { few: 0.25, many: 0.4 };

/**
 * Whether so few of a matrix's numbers differ from zero that a product is faster without the others, by its multiplications.
 * Columns go four by four, in rows of `units`; `batch` rows are multiplied at a time.
 */
export function isMostlyZero(values: Float32Array, units: number, batch: number): boolean {
  let fours = 0;
  let kept = 0;
  for (let row = 0; row < values.length; row += units) {
    for (let first = 0; first < units; first += 4) {
      fours++;
      if (values.subarray(row + first, row + Math.min(first + 4, units)).some((value) => value !== 0)) kept++;
    }
  }
  return kept < fours * (batch < 4 ? WORTH_LEAVING_OUT.few : WORTH_LEAVING_OUT.many);
}
