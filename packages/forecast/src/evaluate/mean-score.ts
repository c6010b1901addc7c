import type { Score } from "../contracts/index.ts";
import { mean } from "../statistics/index.ts";
import { overMetrics } from "./over-metrics.ts";

/** Scores of one model averaged, such as over seeds, metric by metric and step by step; NaN where one of them is. */
export function meanScore(model: string, scores: readonly Score[]): Score {
  const steps = (scores[0]?.perStep ?? []).map((_, k) =>
    overMetrics(
      scores.map(({ perStep }) => perStep[k]!),
      mean,
    ),
  );
  return { model, ...overMetrics(scores, mean), perStep: steps };
}
