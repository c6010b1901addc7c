import type { Metrics, Score } from "@gatecast/forecast";

/** Scores for JSON, `model` first and `per_step` last; JSON writes what is not finite as null. */
export function scoreRows(scores: readonly Score[]): object[] {
  return scores.map((score) => ({ model: score.model, ...metricsOf(score), per_step: score.perStep.map(metricsOf) }));
}

/** The metrics alone, in the order of the table. */
export function metricsOf({ rmse, mae, mase, smape, mape, r2, mda, bias }: Metrics): Metrics {
  return { rmse, mae, mase, smape, mape, r2, mda, bias };
}
