import { mean } from "./mean.ts";

/** Mean and standard deviation (with n − 1) of a few values, such as scores over seeds. */
export interface Spread {
  readonly count: number;
  /** NaN where there are none, or one is NaN. */
  readonly mean: number;
  /** NaN for fewer than two values. */
  readonly deviation: number;
}

/** Mean and spread of a sample. */
export function spreadOf(values: readonly number[]): Spread {
  const count = values.length;
  const center = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - center) * (value - center), 0);
  return { count, mean: center, deviation: count > 1 ? Math.sqrt(squares / (count - 1)) : Number.NaN };
}
