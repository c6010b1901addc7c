import type { RecipePart } from "../../recipe/recipe-outcome.ts";
import { formatNumber, formatPercent } from "../format-number.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { modelName } from "../words/model-name.ts";
import { type RecipeLine, recipeLines } from "./recipe-lines.ts";
import { spreadOf } from "./spread.ts";

/** What a part comes to; the page's colour follows it. */
export interface RecipeVerdict {
  readonly tone: "network_wins" | "network_ties" | "baseline_wins" | "not_scored";
  /** The plain sentence, with what follows from it. */
  readonly sentences: readonly string[];
}

// Within 1 % two means are level, as in the verdict of one run.
const LEVEL = 0.01;

/** Says whether done right beats the best of its baselines in the mean over the seeds, and how the tutorial stands. */
export function recipeVerdict(part: RecipePart, words: Catalogue): RecipeVerdict {
  const { recipes } = words;
  const lines = recipeLines(part);
  const mean = ({ scores }: RecipeLine): number => spreadOf(scores.map((score) => score[part.metric])).mean;
  const right = lines.find(({ way, isNetwork }) => way === "done_right" && isNetwork);
  const best = lines
    .filter(
      ({ way, isNetwork, ...line }) =>
        way === "done_right" && !isNetwork && Number.isFinite(mean({ way, isNetwork, ...line })),
    )
    .reduce<RecipeLine | undefined>((a, b) => (a && mean(a) <= mean(b) ? a : b), undefined);
  const written = lines.find(({ way, isNetwork }) => way === "as_written" && isNetwork);
  if (!right || !best || !Number.isFinite(mean(right))) return { tone: "not_scored", sentences: [recipes.notScored] };
  const ratio = mean(right) / mean(best);
  const tone = ratio > 1 + LEVEL ? "baseline_wins" : ratio < 1 - LEVEL ? "network_wins" : "network_ties";
  const template = { network_wins: recipes.wins, network_ties: recipes.ties, baseline_wins: recipes.loses }[tone];
  const metric = words.metrics[part.metric];
  const verdict = fill(template, {
    metric,
    ours: formatNumber(mean(right)),
    baseline: modelName(best.model, "", words),
    baselineScore: formatNumber(mean(best)),
    percent: formatPercent(Math.abs(ratio - 1) * 100),
    seeds: words.seeds(right.scores.length),
  });
  return {
    tone,
    sentences: [
      verdict,
      ...goalSentence(part, mean(right), words),
      ...stepSentence(part, words),
      ...(written ? writtenSentences(part, written, right, best, words) : []),
    ],
  };
}

function goalSentence({ goal, metric }: RecipePart, ours: number, words: Catalogue): string[] {
  if (goal === undefined) return [];
  const template = ours <= goal ? words.recipes.goalMet : words.recipes.goalMissed;
  return [fill(template, { metric: words.metrics[metric], goal: formatNumber(goal) })];
}

/** Whether each of several steps ahead beats persistence in the mean over the seeds; an overall score can hide one that does not. */
function stepSentence({ doneRight, metric }: RecipePart, words: Catalogue): string[] {
  if (!doneRight) return [];
  const stepMeans = (model: string): number[] => {
    const scores = doneRight.runs.flatMap((run) => run.scores.filter((score) => score.model === model));
    const steps = scores[0]?.perStep.length ?? 0;
    return Array.from({ length: steps }, (_, k) => spreadOf(scores.map(({ perStep }) => perStep[k]![metric])).mean);
  };
  const [ours, theirs] = [stepMeans(doneRight.model), stepMeans("persistence")];
  if (ours.length < 2 || theirs.length < ours.length) return [];
  const behind = ours.flatMap((score, k) => (score < theirs[k]! ? [] : [String(k + 1)]));
  const facts = { baseline: modelName("persistence", "", words), steps: behind.join(words.betweenItems) };
  return [fill(behind.length === 0 ? words.recipes.everyStep : words.recipes.notEveryStep, facts)];
}

function writtenSentences(
  part: RecipePart,
  written: RecipeLine,
  right: RecipeLine,
  best: RecipeLine,
  words: Catalogue,
): string[] {
  const mean = ({ scores }: RecipeLine): number => spreadOf(scores.map((score) => score[part.metric])).mean;
  const facts = { metric: words.metrics[part.metric], written: formatNumber(mean(written)) };
  if (!Number.isFinite(mean(written))) return [];
  const percent = formatPercent((mean(written) / mean(right) - 1) * 100);
  const gain = mean(written) > mean(right) ? words.recipes.gain : words.recipes.noGain;
  const loses = mean(written) > mean(best);
  return [
    fill(gain, { ...facts, percent }),
    ...(loses
      ? [
          fill(words.recipes.writtenLoses, {
            ...facts,
            baseline: modelName(best.model, "", words),
            baselineScore: formatNumber(mean(best)),
          }),
        ]
      : []),
  ];
}
