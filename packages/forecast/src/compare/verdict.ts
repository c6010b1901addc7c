import type { Score } from "../contracts/index.ts";
import type { CompareVerdict, PairTest } from "./outcome.ts";
import { isLevel } from "./pair-tests.ts";

/** The score with the lowest RMSE, the first of equals; undefined where none has one. */
export function lowest(scores: readonly Score[]): Score | undefined {
  return scores
    .filter(({ rmse }) => Number.isFinite(rmse))
    .reduce<Score | undefined>((best, score) => (best && best.rmse <= score.rmse ? best : score), undefined);
}

/** What scores and tests bear out: `cells` are the means of those that have scores. */
export function compareVerdict(
  cells: readonly Score[],
  baselines: readonly Score[],
  tests: readonly PairTest[],
): CompareVerdict {
  const [best, baseline] = [lowest(cells), lowest(baselines)];
  if (best === undefined || baseline === undefined) return "not_scored";
  const against = tests.filter((test) => test.against === "baseline");
  if (against.some(({ better, first }) => better === first)) return "cells_better";
  if (against.every(({ better, second }) => better === second)) return "baseline_better";
  if (isLevel(best.rmse, baseline.rmse)) return "level";
  return best.rmse < baseline.rmse ? "cells_ahead" : "baseline_ahead";
}
