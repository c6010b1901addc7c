import type { RowCounts } from "../contracts/index.ts";

/** Parts that are forecast for a choice, at most. */
const FOLDS = 3;
/** Rows of validation beyond which one part decides enough by itself. */
export const ENOUGH_ROWS = 2000;

/**
 * Rows where training ends and a part as long as the validation part begins: the validation part itself, and before it
 * as many of its length as are needed to decide anything, each forecast from the rows before it alone (rolling origin,
 * Tashman 2000). One season of validation says little: a gain there is often a loss in the season before.
 */
export function foldCutoffs({ train, validation }: RowCounts): number[] {
  const cutoffs = [train];
  for (let fold = 1; fold < FOLDS; fold++) {
    const cutoff = train - fold * validation;
    if (cutoff < train / 2 || fold * validation > ENOUGH_ROWS) break;
    cutoffs.push(cutoff);
  }
  return cutoffs;
}
