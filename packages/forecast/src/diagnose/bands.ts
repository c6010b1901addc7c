/** The normal quantile of 0.975: 95 % lie within ± this many standard errors. */
const NORMAL_95 = 1.959963984540054;

/**
 * Half widths of the 95 % band around each autocorrelation, lag 0 first, under Bartlett's (1946) formula: at lag k the series
 * is taken for a moving average of order k − 1, so the band widens with the correlations before it. An autocorrelation beyond
 * its band differs from 0.
 * @param autocorrelations lags 0 … L
 * @param n number of readings
 */
export function bartlettBand(autocorrelations: Float64Array, n: number): Float64Array {
  let squares = 0;
  return autocorrelations.map((_, lag) => {
    if (lag === 0) return 0;
    const width = NORMAL_95 * Math.sqrt((1 + 2 * squares) / n);
    squares += autocorrelations[lag]! * autocorrelations[lag]!;
    return width;
  });
}

/**
 * Half width of the 95 % band under white noise, 1.96 / √n: for partial autocorrelations beyond lag 0 (Quenouille 1949) and for
 * the autocorrelations of residuals.
 */
export function whiteBand(n: number): number {
  return NORMAL_95 / Math.sqrt(n);
}
