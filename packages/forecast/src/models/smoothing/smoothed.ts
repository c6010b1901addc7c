/** A series smoothed exponentially. */
export interface Smoothed {
  /** The forecast of each row from the rows before it, in the series' unit, `[T]`. */
  readonly fitted: Float64Array;
  /** Forecasts of the rows after the last, `[horizon]`. */
  forecast(horizon: number): Float64Array;
}

/** @throws RangeError where a weight is not within 0 … 1. */
export function checkWeights(weights: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(weights)) {
    if (!(value >= 0 && value <= 1)) throw new RangeError(`internal: ${name} is ${value}, not within 0 … 1`);
  }
}
