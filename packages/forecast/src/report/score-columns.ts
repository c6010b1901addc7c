import type { Metrics, Score } from "../contracts/index.ts";
import { formatNumber } from "./format-number.ts";

/** The metrics of the score table, in reading order. */
export const SCORE_COLUMNS: readonly (keyof Metrics)[] = ["rmse", "mae", "mase", "smape", "mape", "r2", "mda", "bias"];

/** How far a value is from ideal: lower is better for every metric. */
const distance = (metric: keyof Metrics, value: number): number =>
  metric === "r2" || metric === "mda" ? -value : metric === "bias" ? Math.abs(value) : value;

/** The models with the best value of a metric: none where no model has one, several that look alike when written down. */
export function bestModels(scores: readonly Score[], metric: keyof Metrics): ReadonlySet<string> {
  const known = scores.filter((score) => Number.isFinite(score[metric]));
  const best = known.reduce(
    (least, score) => Math.min(least, distance(metric, score[metric])),
    Number.POSITIVE_INFINITY,
  );
  const written = formatNumber(best);
  const isBest = (score: Score) => formatNumber(distance(metric, score[metric])) === written;
  return new Set(known.filter(isBest).map((score) => score.model));
}
