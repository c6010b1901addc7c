/** Forecasts beside what came. All `[N]`, row by row alike. */
export interface Points {
  /** What came; NaN where it is not known. Such rows take no part in any metric. */
  readonly actual: Float64Array;
  /** What was forecast; NaN where a model had nothing to say, which makes every metric over the row NaN. */
  readonly forecast: Float64Array;
  /** The reading one row before `actual`; NaN where it is not known. */
  readonly before: Float64Array;
}

/**
 * The mean of `term(actual, forecast)` over the rows whose actual value is known; no such rows give NaN, not 0.
 */
export function meanOverKnown(
  { actual, forecast }: Points,
  term: (actual: number, forecast: number) => number,
): number {
  let sum = 0;
  let rows = 0;
  for (let i = 0; i < actual.length; i++) {
    const y = actual[i]!;
    if (Number.isNaN(y)) continue;
    sum += term(y, forecast[i]!);
    rows++;
  }
  return rows === 0 ? Number.NaN : sum / rows;
}
