import type { PanelScores } from "../../contracts/index.ts";
import { formatCount, formatNumber } from "../format-number.ts";
import type { Lang } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { modelName } from "../words/model-name.ts";
import { wordsFor } from "../words/words-for.ts";

/** What a panel's verdict is made of; `model` is the network's cell. */
export type PanelVerdictFacts = Pick<
  PanelScores,
  "verdict" | "scores" | "bestBaseline" | "bestBaselineByMase" | "perSeries"
> & { readonly model: string };

/** Says in words whether one network over many series is worth its keep, by RMSE and by mean MASE, and in how many series. */
export function panelVerdictSentence(outcome: PanelVerdictFacts, lang: Lang): string {
  const words = wordsFor(lang);
  const { model, scores, bestBaseline } = outcome;
  const byMase = outcome.bestBaselineByMase === "" ? bestBaseline : outcome.bestBaselineByMase;
  const score = (name: string) => scores.find((one) => one.model === name);
  return fill(words.panel.verdicts[outcome.verdict], {
    network: modelName(model, model, words),
    series: formatCount(outcome.perSeries.length),
    mase: formatNumber(score(model)?.mase ?? Number.NaN),
    baselineMase: formatNumber(score(byMase)?.mase ?? Number.NaN),
    byMase: modelName(byMase, model, words),
    rmse: formatNumber(score(model)?.rmse ?? Number.NaN),
    baselineRmse: formatNumber(score(bestBaseline)?.rmse ?? Number.NaN),
    baseline: modelName(bestBaseline, model, words),
    better: formatCount(betterIn(outcome, byMase)),
  });
}

/** What two answers that are one may differ by, in float32. */
const SAME = 1e-5;

/** Series in which the network's mean absolute error is below a baseline's. */
export function betterIn(
  { perSeries, model }: Pick<PanelVerdictFacts, "perSeries" | "model">,
  baseline: string,
): number {
  return perSeries.filter(({ scores }) => {
    const mae = (name: string) => scores.find((one) => one.model === name)?.mae ?? Number.NaN;
    return mae(model) < (1 - SAME) * mae(baseline);
  }).length;
}
