import type { RecipePart } from "../../recipe/recipe-outcome.ts";
import { spreadOf } from "../../statistics/index.ts";
import { formatNumber, formatPercent } from "../format-number.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { modelName } from "../words/model-name.ts";
import { type RecipeLine, recipeLines } from "./recipe-lines.ts";

/** What a part comes to; the page's colour follows it. */
export interface RecipeVerdict {
  readonly tone: "network_wins" | "network_ties" | "baseline_wins" | "not_scored";
  /** The plain sentence, with what follows from it. */
  readonly sentences: readonly string[];
}

// Within 1 % two means are level, as in the verdict of one run.
const LEVEL = 0.01;

/**
 * Says whether done right beats the best of its baselines in the mean over the seeds, and how the tutorial stands against those
 * that were scored on its own rows. Of a made-up drive neither the goal nor the tutorial is spoken of: both are about a real one.
 */
export function recipeVerdict(part: RecipePart, words: Catalogue, simulated = false): RecipeVerdict {
  const { recipes } = words;
  const lines = recipeLines(part).map((line) => ({ ...line, mean: meanOf(line, part) }));
  const right = networkOf(lines, "done_right");
  const best = bestBaseline(lines, "done_right");
  const written = simulated ? [] : writtenSentences(part, lines, words);
  if (!right || !best) {
    const unscored = simulated && networkOf(lines, "as_written") ? recipes.simulated : recipes.notScored;
    return { tone: "not_scored", sentences: written.length > 0 ? written : [unscored] };
  }
  const ratio = right.mean / best.mean;
  const tone = ratio > 1 + LEVEL ? "baseline_wins" : ratio < 1 - LEVEL ? "network_wins" : "network_ties";
  const template = { network_wins: recipes.wins, network_ties: recipes.ties, baseline_wins: recipes.loses }[tone];
  const verdict = fill(template, {
    metric: words.metrics[part.metric],
    ours: formatNumber(right.mean),
    baseline: modelName(best.model, "", words),
    baselineScore: formatNumber(best.mean),
    percent: formatPercent(Math.abs(ratio - 1) * 100),
    seeds: words.seeds(right.scores.length),
  });
  const goal = simulated ? [] : goalSentence(part, right.mean, words);
  return { tone, sentences: [verdict, ...goal, ...stepSentence(part, words), ...written] };
}

/** A line with its mean over the seeds in the part's metric. */
interface MeanLine extends RecipeLine {
  readonly mean: number;
}

const meanOf = ({ scores }: RecipeLine, { metric }: RecipePart): number =>
  spreadOf(scores.map((score) => score[metric])).mean;

const networkOf = (lines: readonly MeanLine[], way: RecipeLine["way"]): MeanLine | undefined =>
  lines.find((line) => line.way === way && line.isNetwork && Number.isFinite(line.mean));

function bestBaseline(lines: readonly MeanLine[], way: RecipeLine["way"]): MeanLine | undefined {
  return lines
    .filter((line) => line.way === way && !line.isNetwork && Number.isFinite(line.mean))
    .reduce<MeanLine | undefined>((a, b) => (a && a.mean <= b.mean ? a : b), undefined);
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

/** The tutorial beside done right, and beside the best baseline on its own rows: those of the two ways may differ. */
function writtenSentences({ metric }: RecipePart, lines: readonly MeanLine[], words: Catalogue): string[] {
  const { recipes } = words;
  const written = networkOf(lines, "as_written");
  if (!written) return [];
  const right = networkOf(lines, "done_right");
  const best = bestBaseline(lines, "as_written");
  const facts = { metric: words.metrics[metric], written: formatNumber(written.mean) };
  const ratio = best ? written.mean / best.mean : Number.NaN;
  const template =
    ratio > 1 + LEVEL ? recipes.writtenLoses : ratio < 1 - LEVEL ? recipes.writtenWins : recipes.writtenTies;
  return [
    ...(right ? [fill(recipes.writtenBeside, { ...facts, right: formatNumber(right.mean) })] : []),
    ...(best
      ? [
          fill(template, {
            ...facts,
            baseline: modelName(best.model, "", words),
            baselineScore: formatNumber(best.mean),
          }),
        ]
      : []),
  ];
}
