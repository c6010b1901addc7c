import type { TimeAxis } from "../../contracts/index.ts";
import type { Past } from "../../prepare/index.ts";

/** What every baseline may know beside the values. */
export interface BaselineOptions {
  /** Rows in a season, m ≥ 1; 1 where there is none. */
  readonly season: number;
  /** When the rows of the history are. */
  readonly time: TimeAxis;
}

/**
 * A forecast so simple that a network must beat it. `fit` sees the training part alone, `forecast` the history up to
 * the origin alone; neither keeps state.
 */
export interface Baseline<Fitted> {
  readonly name: string;
  /** What the training part teaches; plain JSON. */
  fit(past: Past, options: BaselineOptions): Fitted;
  /**
   * Forecasts the `horizon` rows after the history, `[horizon]`, in its unit.
   * `history` ends with the origin; NaN where a reading is missing. All NaN where no value is known.
   */
  forecast(fitted: Fitted, history: Float64Array, horizon: number, options: BaselineOptions): Float64Array;
}

/** A baseline with what it learned, ready to forecast. */
export interface FittedBaseline {
  readonly name: string;
  /** As a model file records it; `withFitted` takes it back. */
  readonly fitted: unknown;
  /** As `Baseline.forecast`. */
  forecast(history: Float64Array, horizon: number, options: BaselineOptions): Float64Array;
}

/** Fits a baseline on the training part. */
export function fitBaseline<Fitted>(baseline: Baseline<Fitted>, past: Past, options: BaselineOptions): FittedBaseline {
  return withFitted(baseline, baseline.fit(past, options));
}

/** A baseline together with what an earlier fit taught it. */
export function withFitted<Fitted>(baseline: Baseline<Fitted>, fitted: Fitted): FittedBaseline {
  return {
    name: baseline.name,
    fitted,
    forecast: (history, horizon, options) => baseline.forecast(fitted, history, horizon, options),
  };
}
