import { reflect } from "./least-squares.ts";

/**
 * Partial autocorrelations at lags 0 to `maxLag` by regression: at each lag k the last coefficient of least squares of the
 * series on a constant and its k latest values, over all rows that have them; statsmodels' `pacf(method="ols")`. The series
 * has no holes; a lag with too few rows, or whose regression leaves no remainder, gives 0.
 */
export function partialAutocorrelationRegression(values: Float64Array, maxLag: number): Float64Array {
  const partial = new Float64Array(maxLag + 1);
  partial[0] = 1;
  for (let lag = 1; lag <= Math.min(maxLag, values.length - 2); lag++) {
    const rows = values.length - lag;
    const columns = [new Float64Array(rows).fill(1)];
    for (let back = 1; back <= lag; back++) columns.push(values.slice(lag - back, values.length - back));
    const { effects, diagonal, rank } = reflect(columns, values.slice(lag));
    if (rank === columns.length) partial[lag] = effects[lag]! / diagonal[lag]!;
  }
  return partial;
}
