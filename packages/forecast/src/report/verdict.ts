import type { Outcome } from "../contracts/index.ts";
import { copiesLastValue } from "./copies-last-value.ts";
import { formatNumber, formatPercent } from "./format-number.ts";
import { targetValues } from "./target-values.ts";
import type { Lang } from "./words/catalogue.ts";
import { fill } from "./words/fill.ts";
import { modelName } from "./words/model-name.ts";
import { wordsFor } from "./words/words-for.ts";

/** What a verdict is made of. */
export type VerdictFacts = Pick<
  Outcome,
  "verdict" | "model" | "scores" | "bestBaseline" | "skill" | "test" | "windows" | "horizon" | "frame" | "target"
>;

/**
 * Says in words whether the network is worth its keep, against which baseline, by how much and over how many
 * windows; and warns where the network merely repeats the last value.
 */
export function verdictSentence(outcome: VerdictFacts, lang: Lang): string {
  const words = wordsFor(lang);
  const rmse = (model: string): number => outcome.scores.find((score) => score.model === model)?.rmse ?? Number.NaN;
  const percent = Math.abs(outcome.skill) * 100;
  const templates = Number.isFinite(percent) ? words.verdicts : words.verdictsWithoutPercent;
  const sentence = fill(templates[outcome.verdict], {
    network: modelName(outcome.model, outcome.model, words),
    rmse: formatNumber(rmse(outcome.model)),
    baseline: modelName(outcome.bestBaseline, outcome.model, words),
    baselineRmse: formatNumber(rmse(outcome.bestBaseline)),
    percent: formatPercent(percent),
    extent: words.extent(outcome.windows, outcome.horizon),
  });
  return repeatsItself(outcome) ? sentence + words.betweenSentences + words.copiesLastValue : sentence;
}

function repeatsItself(outcome: VerdictFacts): boolean {
  const network = outcome.test.find(({ model }) => model === outcome.model);
  const persistence = outcome.test.find(({ model }) => model === "persistence");
  if (!network || !persistence || outcome.verdict === "not_scored") return false;
  const values = targetValues(outcome);
  return copiesLastValue(network, persistence, (row) => values[row] ?? Number.NaN);
}
