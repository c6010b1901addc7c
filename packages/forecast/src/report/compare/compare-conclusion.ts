import type { ComparedCell, CompareOutcome, PairTest } from "../../compare/outcome.ts";
import { FEWEST_WINDOWS } from "../../compare/pair-tests.ts";
import { lowest } from "../../compare/verdict.ts";
import { formatNumber, formatPercent, formatPValue } from "../format-number.ts";
import { formatSpread } from "../format-spread.ts";
import type { Catalogue, Lang } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { modelName } from "../words/model-name.ts";
import { wordsFor } from "../words/words-for.ts";

/** What the conclusion is made of. */
export type ConclusionFacts = Pick<
  CompareOutcome,
  "verdict" | "cells" | "baselines" | "bestBaseline" | "tests" | "windows" | "independent" | "seeds"
>;

/**
 * A comparison in plain sentences: first how the cells stand beside the best baseline, then how they stand among themselves,
 * then what the tests could not say and which cell failed. Better is called what tests and seeds bear out, and nothing else.
 */
export function compareConclusion(outcome: ConclusionFacts, lang: Lang): string {
  const words = wordsFor(lang);
  const { compare: say } = words;
  const { verdict, cells, windows, independent, seeds } = outcome;
  const among = amongCells(outcome, words);
  const scored = cells.filter(({ runs }) => runs.length > 0);
  const few = { windows, independent, needed: FEWEST_WINDOWS };
  const isScored = verdict !== "not_scored";
  return [
    beside(outcome, words),
    ...(among === "" || !isScored ? [] : [among]),
    ...(isScored && independent < FEWEST_WINDOWS ? [fill(say.fewWindows, few)] : []),
    ...(isScored && seeds.length === 1 && scored.length > 0 ? [say.oneSeed] : []),
    ...cells.flatMap(({ cell, failure }) =>
      failure === null ? [] : [fill(say.failed, { cell, message: failure.message })],
    ),
  ].join(words.betweenSentences);
}

/** How the cells stand beside the best baseline. */
function beside(outcome: ConclusionFacts, words: Catalogue): string {
  const { compare: say } = words;
  const { verdict, cells, baselines, bestBaseline, tests } = outcome;
  const against = tests.filter((test) => test.against === "baseline");
  const better = against.filter((test) => test.better === test.first).map(({ first }) => first);
  const means = cells.filter(({ failure }) => failure === null).map(({ mean }) => mean);
  const best = lowest(verdict === "cells_better" ? means.filter(({ model }) => better.includes(model)) : means);
  const bar = baselines.find(({ model }) => model === bestBaseline);
  if (verdict === "not_scored" || best === undefined || bar === undefined) return say.verdicts.not_scored;
  const cell = cells.find((one) => one.cell === best.model)!;
  // Where a baseline is ahead, what is open is a pair that is.
  const own = against.find(({ first }) => first === best.model);
  const open = verdict === "baseline_ahead" && own?.because === null ? against.find(({ because }) => because) : own;
  const template = verdict === "level" && own?.because === "same" ? say.same : say.verdicts[verdict];
  return fill(template, {
    cells: better.join(words.betweenItems),
    cell: best.model,
    rmse: rmseOf(cell),
    baseline: modelName(bar.model, "", words),
    baselineRmse: formatNumber(bar.rmse),
    percent: formatPercent(100 * Math.abs(best.rmse / bar.rmse - 1)),
    seeds: words.seeds(cell.runs.length),
    p: pValue(own?.adjusted ?? null),
    because: open === undefined ? "" : becauseOf(open, outcome, words),
  });
}

/** How the other cells stand beside the first; empty where there is no other. */
function amongCells({ tests }: ConclusionFacts, words: Catalogue): string {
  const { compare: say } = words;
  const pairs = tests.filter((test) => test.against === "cell");
  const [one] = pairs;
  if (one === undefined) return "";
  const part = (template: string, isIt: (test: PairTest) => boolean): string[] => {
    const cells = pairs.filter(isIt).map(({ first }) => first);
    return cells.length === 0 ? [] : [fill(template, { cells: cells.join(words.betweenItems) })];
  };
  const parts = [
    ...part(say.betterCells, ({ better, first }) => better === first),
    ...part(say.worseCells, ({ better, second }) => better === second),
    ...(pairs.length > 1 && pairs.every(({ better }) => better === null)
      ? [say.openAll]
      : part(say.openCells, ({ better }) => better === null)),
  ];
  return fill(say.amongCells, { first: one.second, parts: parts.join(say.betweenParts) });
}

function becauseOf(
  { because, adjusted }: PairTest,
  { independent }: ConclusionFacts,
  { compare: say }: Catalogue,
): string {
  if (because === null) return "";
  return fill(say.because[because], { p: pValue(adjusted), independent, needed: FEWEST_WINDOWS });
}

/** `17.53 ± 0.36`. */
function rmseOf({ mean, deviation, runs }: ComparedCell): string {
  return formatSpread({ count: runs.length, mean: mean.rmse, deviation: deviation.rmse });
}

/** `= 0.031` and `< 0.001`, as they stand behind the letter p. */
function pValue(p: number | null): string {
  return p === null ? "–" : formatPValue(p);
}
