import { chiSquareAbove } from "./chi-square.ts";

/** The Ljung–Box test at one lag. */
export interface LjungBoxLag {
  readonly lag: number;
  readonly statistic: number;
  /** Null where the model has as many fitted parameters as there are lags. */
  readonly pValue: number | null;
}

/**
 * Ljung–Box: are the autocorrelations up to each lag all 0 together? The null hypothesis is that they are (white noise); a
 * p-value below 0.05 rejects it: **there is pattern left**. Ljung & Box (1978).
 *
 * With holes, give the autocorrelations of known pairs and the number of known readings (Stoffer & Toloi 1992).
 * @param autocorrelations lags 0 … L
 * @param n number of known readings; lags beyond n − 1 or L are left out
 * @param fittedParameters autoregressive and moving-average parameters of the model whose residuals these are
 */
export function ljungBox(
  autocorrelations: Float64Array,
  n: number,
  lags: readonly number[],
  fittedParameters = 0,
): LjungBoxLag[] {
  const longest = Math.min(autocorrelations.length, n) - 1;
  return lags
    .filter((lag) => lag >= 1 && lag <= longest)
    .map((lag) => {
      let sum = 0;
      for (let k = 1; k <= lag; k++) sum += (autocorrelations[k]! * autocorrelations[k]!) / (n - k);
      const statistic = n * (n + 2) * sum;
      const degrees = lag - fittedParameters;
      return { lag, statistic, pValue: degrees > 0 ? chiSquareAbove(statistic, degrees) : null };
    });
}
