import type { WindowForecasts } from "../../contracts/index.ts";
import type { BaselineOptions } from "./baseline.ts";

/** Anything that can forecast from a history, such as a `FittedBaseline`. */
export interface HistoryModel {
  readonly name: string;
  forecast(history: Float64Array, horizon: number, options: BaselineOptions): Float64Array;
}

/**
 * Forecasts from many origins (rows of `values`, ascending). Each forecast is handed the values up to its own origin and
 * no others, as a view: nothing is copied.
 * @throws RangeError where an origin is no row of `values`.
 */
export function forecastWindows(
  model: HistoryModel,
  values: Float64Array,
  origins: readonly number[],
  horizon: number,
  options: BaselineOptions,
): WindowForecasts {
  const forecasts = new Float64Array(origins.length * horizon);
  for (const [w, origin] of origins.entries()) {
    if (!(origin >= 0 && origin < values.length)) {
      throw new RangeError(`internal: origin ${origin} is not a row of ${values.length} values`);
    }
    forecasts.set(model.forecast(values.subarray(0, origin + 1), horizon, options), w * horizon);
  }
  return { model: model.name, origins, horizon, values: forecasts };
}
