import type { Score } from "../contracts/index.ts";
import type { ChosenBaseline, CompareMeasure } from "./outcome.ts";
import { lowest } from "./verdict.ts";

/**
 * The baseline that the cells must beat: of those that can be scored the one with the lowest error on the validation windows, as a
 * person would choose who has not seen the test rows. Where nothing was measured there, the one with the lowest error on the test
 * part, which favours it.
 * @param validation errors of the same models on validation windows; NaN where there is none
 */
export function chooseBaseline(
  scores: readonly Score[],
  validation: readonly number[],
  measure: CompareMeasure,
): ChosenBaseline {
  const measured = scores.flatMap((score, m) =>
    Number.isFinite(score[measure]) && Number.isFinite(validation[m]) ? [{ ...score, [measure]: validation[m]! }] : [],
  );
  const chosen = lowest(measured, measure);
  if (chosen !== undefined) return { model: chosen.model, on: "validation" };
  return { model: lowest(scores, measure)?.model ?? "", on: "test" };
}
