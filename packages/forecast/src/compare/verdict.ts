import type { Score } from "../contracts/index.ts";
import type { CompareMeasure, CompareVerdict, PairTest } from "./outcome.ts";
import { isLevel } from "./pair-tests.ts";

/** The score with the lowest error, the first of equals; undefined where none has one. */
export function lowest(scores: readonly Score[], measure: CompareMeasure): Score | undefined {
  return scores
    .filter((score) => Number.isFinite(score[measure]))
    .reduce<Score | undefined>((best, score) => (best && best[measure] <= score[measure] ? best : score), undefined);
}

/** What scores and tests bear out: `cells` are the means of those that have scores, `baseline` is the one to beat. */
export function compareVerdict(
  cells: readonly Score[],
  baseline: Score | undefined,
  tests: readonly PairTest[],
  measure: CompareMeasure,
): CompareVerdict {
  const best = lowest(cells, measure);
  if (best === undefined || baseline === undefined) return "not_scored";
  const against = tests.filter((test) => test.against === "baseline");
  if (against.some(({ better, first }) => better === first)) return "cells_better";
  if (against.every(({ better, second }) => better === second)) return "baseline_better";
  if (isLevel(best[measure], baseline[measure])) return "level";
  return best[measure] < baseline[measure] ? "cells_ahead" : "baseline_ahead";
}
