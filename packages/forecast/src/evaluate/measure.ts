import type { Metrics, Note, Score, WindowForecasts } from "../contracts/index.ts";
import { mean } from "../statistics/index.ts";
import { gatherPoints } from "./gather-points.ts";
import { bias } from "./metrics/bias.ts";
import { mae } from "./metrics/mae.ts";
import { mape } from "./metrics/mape.ts";
import { mase } from "./metrics/mase.ts";
import { mda } from "./metrics/mda.ts";
import type { Points } from "./metrics/points.ts";
import { r2 } from "./metrics/r2.ts";
import { rmse } from "./metrics/rmse.ts";
import { smape } from "./metrics/smape.ts";

/** What a model is scored on. */
export interface MeasureInput {
  /** The whole target column, NaN where a reading is unknown. `[T]` */
  readonly actual: Float64Array;
  readonly forecasts: WindowForecasts;
  /** From `seasonalScale`: the denominator of MASE. */
  readonly seasonalScale: number;
}

/** A model's row of the score table, and what its reader should know. */
export interface Measured {
  readonly score: Score;
  /**
   * `mape_rows_left_out` { model, rows }: rows with y = 0. `mase_undefined` { model, reason: "constant" | "too_short" }.
   * `r2_steps_left_out` { model, steps }: steps ahead with too few or constant actual values.
   * `forecasts_missing` { model, rows }: NaN forecasts of known values; they make the metrics NaN.
   */
  readonly notes: readonly Note[];
}

/**
 * Scores a model over all its windows, and step by step ahead. Every known actual value of every window counts once;
 * no rows give NaN. R² is that of each step, averaged uniformly over the steps that have one.
 */
export function measure({ actual, forecasts, seasonalScale }: MeasureInput): Measured {
  const { model, horizon } = forecasts;
  const all = gatherPoints(actual, forecasts);
  const steps = Array.from({ length: horizon }, (_, step) => gatherPoints(actual, forecasts, step));
  const perStep = steps.map((points) => metricsOf(points, seasonalScale, r2(points)));

  const missing = count(all, (y, forecast) => !Number.isNaN(y) && Number.isNaN(forecast));
  const known = count(all, (y) => !Number.isNaN(y));
  const defined = perStep.map((metrics) => metrics.r2).filter((value) => !Number.isNaN(value));
  const averaged = missing > 0 ? Number.NaN : mean(defined);
  const score: Score = { model, ...metricsOf(all, seasonalScale, averaged), perStep };

  const notes: Note[] = [];
  const zeros = mape(all).leftOut;
  if (zeros > 0) notes.push({ code: "mape_rows_left_out", facts: { model, rows: zeros } });
  if (known > 0 && !(seasonalScale > 0)) {
    const reason = seasonalScale === 0 ? "constant" : "too_short";
    notes.push({ code: "mase_undefined", facts: { model, reason } });
  }
  if (missing > 0) notes.push({ code: "forecasts_missing", facts: { model, rows: missing } });
  else if (known > 0 && defined.length < horizon) {
    notes.push({ code: "r2_steps_left_out", facts: { model, steps: horizon - defined.length } });
  }
  return { score, notes };
}

function metricsOf(points: Points, seasonalScale: number, determination: number): Metrics {
  return {
    rmse: rmse(points),
    mae: mae(points),
    bias: bias(points),
    mape: mape(points).percent,
    smape: smape(points),
    mase: mase(points, seasonalScale),
    r2: determination,
    mda: mda(points),
  };
}

function count({ actual, forecast }: Points, holds: (actual: number, forecast: number) => boolean): number {
  let rows = 0;
  for (let i = 0; i < actual.length; i++) if (holds(actual[i]!, forecast[i]!)) rows++;
  return rows;
}
