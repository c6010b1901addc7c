import { formatNumber } from "../format-number.ts";

/** Mean and standard deviation (with n − 1) of scores over seeds; NaN where there are none, or one is NaN. */
export interface Spread {
  readonly count: number;
  readonly mean: number;
  /** NaN for fewer than two scores. */
  readonly deviation: number;
}

/** Mean and spread of scores over seeds. */
export function spreadOf(scores: readonly number[]): Spread {
  const count = scores.length;
  const mean = scores.reduce((sum, score) => sum + score, 0) / count;
  const squares = scores.reduce((sum, score) => sum + (score - mean) * (score - mean), 0);
  return { count, mean, deviation: count > 1 ? Math.sqrt(squares / (count - 1)) : Number.NaN };
}

/** `3.412 ± 0.08`; without the spread where all scores are written alike, as those of rules are. */
export function formatSpread({ mean, deviation }: Spread): string {
  const written = formatNumber(mean);
  if (!(deviation > 0) || formatNumber(mean + deviation) === written) return written;
  return `${written} ± ${deviation.toPrecision(2)}`;
}
