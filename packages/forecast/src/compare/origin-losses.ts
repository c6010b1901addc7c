/** Squared errors of one model, the mean over the known targets of each window that it forecasts. */
export class OriginLosses {
  readonly values: number[] = [];
  private readonly actual: Float64Array;
  private readonly horizon: number;

  constructor(actual: Float64Array, horizon: number) {
    this.actual = actual;
    this.horizon = horizon;
  }

  /** Takes in further windows: `[W · h]` forecasts from the rows `origins`. */
  add(origins: readonly number[], forecasts: Float64Array): void {
    const { actual, horizon } = this;
    for (let w = 0; w < origins.length; w++) {
      let sum = 0;
      let known = 0;
      for (let k = 0; k < horizon; k++) {
        const came = actual[origins[w]! + 1 + k] ?? Number.NaN;
        if (Number.isNaN(came)) continue;
        const error = came - forecasts[w * horizon + k]!;
        sum += error * error;
        known++;
      }
      this.values.push(sum / known);
    }
  }
}

/** Windows that do not overlap among those of rising origins: each begins where the one before it has ended, or later. */
export function independentWindows(origins: readonly number[], horizon: number): number {
  let count = 0;
  let free = Number.NEGATIVE_INFINITY;
  for (const origin of origins) {
    if (origin < free) continue;
    count++;
    free = origin + horizon;
  }
  return count;
}
