/** Standard errors that a gain must exceed. */
const ERRORS = 2;

/**
 * Whether a trial's errors are lower than the first trial's by more than chance: the mean difference of their squared
 * errors, block by block of validation rows, exceeds two of its standard errors (the paired test of Diebold and Mariano
 * 1995, over blocks as long as a forecast, so that windows which overlap count once). The best of many trials always looks
 * good on the rows that it was picked by; a gain in one season alone is noise.
 * @param first RMSE of the first trial in each block
 * @param own RMSE of the other trial in the same blocks
 */
export function beatsFirst(first: readonly number[], own: readonly number[]): boolean {
  const gains = first.map((rmse, block) => rmse * rmse - own[block]! * own[block]!);
  const count = gains.length;
  if (count < 2) return false;
  const mean = gains.reduce((sum, gain) => sum + gain, 0) / count;
  const squares = gains.reduce((sum, gain) => sum + (gain - mean) * (gain - mean), 0);
  return mean > 0 && mean > ERRORS * Math.sqrt(squares / (count - 1) / count);
}
