import type { ComparedCell, CompareMeasure, CompareOutcome, CompareVerdict, PairTest } from "../../compare/outcome.ts";
import { FEWEST_WINDOWS } from "../../compare/pair-tests.ts";
import { lowest } from "../../compare/verdict.ts";
import { formatNumber, formatPercent, formatPValue } from "../format-number.ts";
import { formatSpread } from "../format-spread.ts";
import type { Catalogue, Lang } from "../words/catalogue.ts";
import type { CompareWords } from "../words/compare-words.ts";
import { fill } from "../words/fill.ts";
import { modelName } from "../words/model-name.ts";
import { wordsFor } from "../words/words-for.ts";

/** What the conclusion is made of. */
export type ConclusionFacts = Pick<
  CompareOutcome,
  | "verdict"
  | "measure"
  | "series"
  | "cells"
  | "baselines"
  | "baseline"
  | "tests"
  | "windows"
  | "origins"
  | "independent"
  | "horizon"
  | "seeds"
  | "notes"
>;

/**
 * A comparison in plain sentences: first how the cells stand beside the best baseline and which are untrained, then how they stand among themselves,
 * then what the tests could not say and which cells failed. Better is called what tests and seeds bear out, and nothing else.
 */
export function compareConclusion(outcome: ConclusionFacts, lang: Lang): string {
  const words = wordsFor(lang);
  const { compare: say } = words;
  const { verdict, cells, windows, origins, independent, horizon, seeds, series, notes } = outcome;
  const among = amongCells(outcome, words);
  const scored = cells.filter(({ runs }) => runs.length > 0);
  const failed = cells.flatMap(({ cell, failure }) => (failure === null ? [] : [cell]));
  const untrained = notes.flatMap(({ code, facts: { model, runs, of } }) =>
    code === "compare_untrained" && runs === of ? [String(model)] : [],
  );
  const few = { windows, origins, independent, needed: FEWEST_WINDOWS, test: FEWEST_WINDOWS * horizon };
  const isScored = verdict !== "not_scored";
  return [
    beside(outcome, words),
    ...(untrained.length > 0 ? [fill(say.untrained, { cells: untrained.join(words.betweenItems) })] : []),
    ...(isScored ? otherBaseline(outcome, words) : []),
    ...(among === "" || !isScored ? [] : [among]),
    ...(isScored && independent < FEWEST_WINDOWS ? [fill(series === null ? say.fewWindows : say.fewOrigins, few)] : []),
    ...(isScored && seeds.length === 1 && scored.length > 0 ? [say.oneSeed] : []),
    ...(failed.length > 0 ? [fill(say.failed, { cells: failed.join(words.betweenItems) })] : []),
  ].join(words.betweenSentences);
}

/** How the cells stand beside the chosen baseline. */
function beside(outcome: ConclusionFacts, words: Catalogue): string {
  const { compare: say } = words;
  const { verdict, measure, cells, baselines, baseline, tests } = outcome;
  const against = tests.filter((test) => test.against === "baseline");
  const better = against.filter((test) => test.better === test.first).map(({ first }) => first);
  const means = cells.filter(({ failure }) => failure === null).map(({ mean }) => mean);
  const isBetter = verdict === "cells_better";
  const best = lowest(isBetter ? means.filter(({ model }) => better.includes(model)) : means, measure);
  const bar = baselines.find(({ model }) => model === baseline.model);
  if (verdict === "not_scored" || best === undefined || bar === undefined) return say.verdicts.not_scored;
  const cell = cells.find((one) => one.cell === best.model)!;
  // Where a baseline is ahead, what is open is a pair that is.
  const own = against.find(({ first }) => first === best.model);
  const open = verdict === "baseline_ahead" && own?.because === null ? against.find(({ because }) => because) : own;
  return fill(templateOf(verdict, isBetter ? better.length : means.length, own?.because === "same", say), {
    cells: better.join(words.betweenItems),
    cell: best.model,
    metric: words.metrics[measure],
    error: errorOf(cell, measure),
    baseline: modelName(bar.model, "", words),
    baselineError: formatNumber(bar[measure]),
    chosen: say.chosen[baseline.on],
    percent: formatPercent(100 * Math.abs(best[measure] / bar[measure] - 1)),
    seeds: words.seeds(cell.runs.length),
    p: pValue(own?.adjusted ?? null),
    because: open === undefined ? "" : becauseOf(open, outcome, words),
  });
}

function templateOf(verdict: CompareVerdict, cells: number, isSame: boolean, say: CompareWords): string {
  if (verdict === "level" && isSame) return say.same;
  const ofOne: Readonly<Partial<Record<CompareVerdict, string>>> = say.ofOne;
  return (cells === 1 ? ofOne[verdict] : undefined) ?? say.verdicts[verdict];
}

/** A baseline that test rows alone would have preferred to the chosen one and to every cell. */
function otherBaseline(outcome: ConclusionFacts, words: Catalogue): string[] {
  const { cells, baselines, baseline, measure } = outcome;
  const best = lowest(baselines, measure);
  const error = best?.[measure] ?? Number.NaN;
  const isAhead = cells.every(({ mean, failure }) => failure !== null || error < mean[measure]);
  if (best === undefined || best.model === baseline.model || !isAhead) return [];
  const facts = { model: modelName(best.model, "", words), metric: words.metrics[measure], error: formatNumber(error) };
  return [fill(words.compare.otherBaseline, facts)];
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
function errorOf({ mean, deviation, runs }: ComparedCell, measure: CompareMeasure): string {
  return formatSpread({ count: runs.length, mean: mean[measure], deviation: deviation[measure] });
}

/** `= 0.031` and `< 0.001`, as they stand behind the letter p. */
function pValue(p: number | null): string {
  return p === null ? "–" : formatPValue(p);
}
