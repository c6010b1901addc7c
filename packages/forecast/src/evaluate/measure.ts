import type { Metrics, Note, Score, WindowForecasts } from "../contracts/index.ts";
import { mean } from "../statistics/index.ts";
import { bias } from "./metrics/bias.ts";
import { mae } from "./metrics/mae.ts";
import { Mape } from "./metrics/mape.ts";
import { mase } from "./metrics/mase.ts";
import { Mda } from "./metrics/mda.ts";
import { R2 } from "./metrics/r2.ts";
import { rmse } from "./metrics/rmse.ts";
import { smape } from "./metrics/smape.ts";
import { StepMeans } from "./step-means.ts";

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
  /** Forecast rows whose actual value is known. */
  readonly points: number;
}

/**
 * Scores a model over all its windows, and step by step ahead. Every known actual value of every window counts once;
 * no rows give NaN. R² is that of each step, averaged uniformly over the steps that have one.
 */
export function measure({ actual, forecasts, seasonalScale }: MeasureInput): Measured {
  const { model, horizon, origins } = forecasts;
  const means = new StepMeans(horizon);
  means.add(actual, origins);
  const scorer = new Scorer(model, means, seasonalScale);
  scorer.add(actual, forecasts);
  return scorer.measured();
}

/** The same for a model whose windows come part by part, in rising order: nothing is kept of them but sums. */
export class Scorer {
  private readonly model: string;
  private readonly seasonalScale: number;
  private readonly all: Tally;
  private readonly steps: readonly Tally[];
  private known = 0;
  private missing = 0;

  /** `means`: of what came in all windows that will be scored. */
  constructor(model: string, means: StepMeans, seasonalScale: number) {
    this.model = model;
    this.seasonalScale = seasonalScale;
    this.all = new Tally(Number.NaN, seasonalScale);
    this.steps = means.values.map((center) => new Tally(center, seasonalScale));
  }

  /** Takes in further windows. Rows beyond the end of `actual` count as unknown. */
  add(actual: Float64Array, { origins, horizon, values }: WindowForecasts): void {
    for (let w = 0; w < origins.length; w++) {
      for (let k = 0; k < horizon; k++) {
        const row = origins[w]! + 1 + k;
        const [came, forecast] = [actual[row] ?? Number.NaN, values[w * horizon + k]!];
        const before = actual[row - 1] ?? Number.NaN;
        this.all.add(came, forecast, before);
        this.steps[k]!.add(came, forecast, before);
        if (Number.isNaN(came)) continue;
        this.known++;
        if (Number.isNaN(forecast)) this.missing++;
      }
    }
  }

  measured(): Measured {
    const { model, known, missing, seasonalScale } = this;
    const perStep = this.steps.map((step) => step.metrics);
    const defined = perStep.map((metrics) => metrics.r2).filter((value) => !Number.isNaN(value));
    const averaged = missing > 0 ? Number.NaN : mean(defined);
    const score: Score = { model, ...this.all.metrics, r2: averaged, perStep };

    const notes: Note[] = [];
    const zeros = this.all.mape.leftOut;
    if (zeros > 0) notes.push({ code: "mape_rows_left_out", facts: { model, rows: zeros } });
    if (known > 0 && !(seasonalScale > 0)) {
      const reason = seasonalScale === 0 ? "constant" : "too_short";
      notes.push({ code: "mase_undefined", facts: { model, reason } });
    }
    if (missing > 0) notes.push({ code: "forecasts_missing", facts: { model, rows: missing } });
    else if (known > 0 && defined.length < this.steps.length) {
      notes.push({ code: "r2_steps_left_out", facts: { model, steps: this.steps.length - defined.length } });
    }
    return { score, notes, points: known };
  }
}

/** All metrics over some rows. */
class Tally {
  readonly mape = new Mape();
  private readonly rmse = rmse();
  private readonly mae = mae();
  private readonly bias = bias();
  private readonly smape = smape();
  private readonly mase: ReturnType<typeof mase>;
  private readonly r2: R2;
  private readonly mda = new Mda();

  constructor(center: number, seasonalScale: number) {
    this.mase = mase(seasonalScale);
    this.r2 = new R2(center);
  }

  add(actual: number, forecast: number, before: number): void {
    this.rmse.add(actual, forecast, before);
    this.mae.add(actual, forecast, before);
    this.bias.add(actual, forecast, before);
    this.mape.add(actual, forecast);
    this.smape.add(actual, forecast, before);
    this.mase.add(actual, forecast, before);
    this.r2.add(actual, forecast);
    this.mda.add(actual, forecast, before);
  }

  get metrics(): Metrics {
    return {
      rmse: this.rmse.value,
      mae: this.mae.value,
      bias: this.bias.value,
      mape: this.mape.value,
      smape: this.smape.value,
      mase: this.mase.value,
      r2: this.r2.value,
      mda: this.mda.value,
    };
  }
}
