import type { ComparedCell, CompareOutcome, PairTest } from "../../compare/outcome.ts";
import type { Metrics } from "../../contracts/index.ts";
import { mean } from "../../statistics/index.ts";
import { formatCount, formatNumber, formatPercent } from "../format-number.ts";
import { formatSpread } from "../format-spread.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { modelName } from "../words/model-name.ts";

/** A table of texts with names over its columns. */
export interface Rows {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const NOTHING = "–";

/** Scores of every cell, mean and spread over the seeds, then of every baseline. */
export function scoreRows(
  { cells, baselines }: Pick<CompareOutcome, "cells" | "baselines">,
  metrics: readonly (keyof Metrics)[],
  words: Catalogue,
): Rows {
  return {
    head: [words.labels.model, ...metrics.map((metric) => words.metrics[metric])],
    rows: [
      ...cells.map((cell) => [cell.cell, ...metrics.map((metric) => scoreOf(cell, metric))]),
      ...baselines.map((score) => [
        modelName(score.model, "", words),
        ...metrics.map((metric) => formatNumber(score[metric])),
      ]),
    ],
  };
}

function scoreOf({ runs, mean: means, deviation }: ComparedCell, metric: keyof Metrics): string {
  return formatSpread({ count: runs.length, mean: means[metric], deviation: deviation[metric] });
}

type TrainingFacts = Pick<CompareOutcome, "cells" | "baselines" | "validation" | "measure">;

/**
 * How every cell was trained: units, parameters, learning rate, its validation error, epochs and seconds of a run; then the
 * validation errors of the baselines on the same windows, where they were measured.
 */
export function trainingRows({ cells, baselines, validation, measure }: TrainingFacts, words: Catalogue): Rows {
  const { compare: say } = words;
  const error = fill(say.validationError, { metric: words.metrics[measure] });
  const trained = cells.map(({ cell, units, parameters, learningRate, trials, runs }) => {
    const trial = trials.find((one) => one.learningRate === learningRate);
    const over = (of: (run: ComparedCell["runs"][number]) => number, round: (mean: number) => string): string =>
      runs.length === 0 ? NOTHING : round(mean(runs.map(of)));
    return [
      cell,
      units.length === 0 ? NOTHING : units.join(words.betweenItems),
      units.length === 0 ? NOTHING : formatCount(parameters),
      learningRate === null ? NOTHING : String(learningRate),
      trial?.error == null ? NOTHING : formatNumber(trial.error),
      over(
        ({ bestEpoch }) => bestEpoch,
        (epoch) => epoch.toFixed(1),
      ),
      over(
        ({ seconds }) => seconds,
        (seconds) => String(Number(seconds.toPrecision(2))),
      ),
    ];
  });
  const measured = baselines.flatMap(({ model }, m) => {
    const known = validation[m] ?? Number.NaN;
    if (!Number.isFinite(known)) return [];
    return [[modelName(model, "", words), NOTHING, NOTHING, NOTHING, formatNumber(known), NOTHING, NOTHING]];
  });
  return {
    head: [words.labels.model, say.units, say.parameters, say.learningRate, error, say.epochs, say.seconds],
    rows: [...trained, ...measured],
  };
}

/** What every test says: the pair, the difference with its interval, p, in how many series the first is closer, and who is better. */
export function testRows(
  { tests, series, measure }: Pick<CompareOutcome, "tests" | "series" | "measure">,
  words: Catalogue,
): Rows {
  const { compare: say } = words;
  const isPanel = series !== null;
  return {
    head: [
      ...[say.pair, say.change[measure], say.interval, say.pValue, say.adjusted],
      ...(isPanel ? [say.closerIn] : []),
      say.conclusion,
    ],
    rows: tests.map((test) => [
      fill(say.against, { first: test.first, second: modelName(test.second, "", words) }),
      percentOf(test.change),
      test.interval === null ? NOTHING : test.interval.map(percentOf).join(" … "),
      plainP(test.p),
      plainP(test.adjusted),
      ...(isPanel ? [fill(say.closerInOf, { count: test.closerIn ?? NOTHING, of: series.scored })] : []),
      conclusionOf(test, words),
    ]),
  };
}

/** What the tests are, and what the baseline among them is. */
export function testsHint(
  { measure, baseline }: Pick<CompareOutcome, "measure" | "baseline">,
  words: Catalogue,
): string {
  const { compare: say } = words;
  const chosen = fill(say.chosenHint[baseline.on], { baseline: modelName(baseline.model, "", words) });
  return [say.testsHint[measure], ...(baseline.model === "" ? [] : [chosen])].join(words.betweenSentences);
}

function conclusionOf({ better, because }: PairTest, words: Catalogue): string {
  const { compare: say } = words;
  if (because !== null) return say.undecided[because];
  return fill(say.better, { model: modelName(better ?? "", "", words) });
}

/** `-12` and `+3.4`: a share as a percentage with its sign. */
function percentOf(share: number): string {
  if (!Number.isFinite(share)) return NOTHING;
  const written = formatPercent(100 * Math.abs(share));
  if (Number(written) === 0) return "0";
  return `${share < 0 ? "-" : "+"}${written}`;
}

const plainP = (p: number | null): string => (p === null ? NOTHING : p < 0.001 ? "< 0.001" : p.toFixed(3));
