/** Epochs of the first rung. */
const FIRST = 2;
/** Each rung trains this many times as long as the one before, and keeps one in so many trials. */
const RATE = 3;

/** Trials that start together. */
export const BRACKET = 9;

/**
 * Epochs after which trials are compared: 2, 6, 18, 54 and so on, the last being all that `fit` would train (successive
 * halving: Jamieson and Talwalkar 2016).
 */
export function rungsUpTo(epochs: number): number[] {
  const rungs: number[] = [];
  for (let rung = FIRST; rung < epochs; rung *= RATE) rungs.push(rung);
  return [...rungs, epochs];
}

/** What halving knows of a trial. */
export interface Ranked {
  readonly trial: number;
  /** Validation RMSE; null where it failed. */
  readonly rmse: number | null;
  /** Lowest validation loss relative to the start's. */
  readonly promise: number;
}

/**
 * From the best, without those that failed. Trials that have not yet gained on the same ridge are equal: then the one that
 * promises more comes first, then the earlier one.
 */
export function ranked<T extends Ranked>(trials: readonly T[]): T[] {
  return trials
    .filter(({ rmse }) => rmse !== null)
    .sort((a, b) => (a.rmse ?? 0) - (b.rmse ?? 0) || a.promise - b.promise || a.trial - b.trial);
}

/** The best third, at least one; and the first trial of all, which is what `fit` does unasked, if it is among them. */
export function promoted<T extends Ranked>(trials: readonly T[]): T[] {
  const best = ranked(trials);
  const kept = best.slice(0, Math.ceil(trials.length / RATE));
  const first = best.find(({ trial }) => trial === 1);
  return first === undefined || kept.includes(first) ? kept : [...kept, first];
}
