import type { CompareOutcome } from "../../compare/outcome.ts";
import type { Score } from "../../contracts/index.ts";
import { intervalChart } from "../charts/interval-chart.ts";
import { lookOf, PALETTE } from "../charts/palette.ts";
import { standAslant } from "../charts/places.ts";
import { spreadChart } from "../charts/spread-chart.ts";
import { stepsChart } from "../charts/steps-chart.ts";
import type { Picture } from "../picture.ts";
import type { Catalogue, Lang } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { modelName } from "../words/model-name.ts";
import { wordsFor } from "../words/words-for.ts";

/** Colours of cells, in the order in which they were named; none is a baseline's. */
const CELLS = ["#0072b2", "#7a3e9d", "#56b4e9", "#1b4f72", "#00838f", "#9575cd", "#455a64", "#26a69a"];
const DASHES = ["solid", "dashed", "dotted"] as const;
// Of more lines on one chart the eye follows none.
const LINES = 6;

/** All pictures of a comparison: scores over the seeds, differences from the best baseline and from the first cell, steps ahead. */
export function comparePictures(outcome: CompareOutcome, options: { readonly lang: Lang }): Picture[] {
  const words = wordsFor(options.lang);
  return [
    scoresPicture(outcome, words),
    ...(["baseline", "cell"] as const).flatMap((against) => changePicture(outcome, against, words)),
    ...(outcome.horizon > 1 ? [stepsPicture(outcome, words)] : []),
  ];
}

type Shared = Pick<Picture, "about" | "height" | "nothing">;
const shared = (outcome: CompareOutcome, words: Catalogue): Shared => ({
  about: outcome.target,
  height: standAslant([...outcome.cells.map(({ cell }) => cell), outcome.baseline.model]) ? 420 : 340,
  nothing: words.labels.nothingToDraw,
});

function scoresPicture(outcome: CompareOutcome, words: Catalogue): Picture {
  const { cells, baselines, baseline, measure } = outcome;
  const best = baselines.find(({ model }) => model === baseline.model);
  const groups = [
    ...cells.map(({ cell, runs }) => ({
      name: cell,
      color: colorOf(outcome, cell),
      scores: runs.map(({ score }) => score[measure]),
    })),
    ...(best
      ? [{ name: modelName(best.model, "", words), color: lookOf(best.model, "").color, scores: [best[measure]] }]
      : []),
  ];
  return {
    ...shared(outcome, words),
    name: "scores",
    title: words.pictures.titles.scores.title,
    caption: words.compare.captionScores,
    option: (title) => spreadChart({ unit: unitOf(outcome, words), groups }, title),
  };
}

function changePicture(outcome: CompareOutcome, against: "baseline" | "cell", words: Catalogue): Picture[] {
  const { compare: say } = words;
  const tests = outcome.tests.filter((test) => test.against === against);
  const [one] = tests;
  if (one === undefined) return [];
  const entries = tests.map(({ first, change, interval }) => ({
    name: first,
    color: colorOf(outcome, first),
    value: 100 * change,
    interval: interval === null ? null : ([100 * interval[0], 100 * interval[1]] as const),
  }));
  return [
    {
      ...shared(outcome, words),
      name: `difference-from-${against === "baseline" ? "baseline" : "first-cell"}`,
      title: fill(say.titleChange, { model: modelName(one.second, "", words) }),
      caption: say.captionChange,
      option: (title) => intervalChart({ unit: say.changeAxis[outcome.measure], entries }, title),
    },
  ];
}

/** The best cells and the chosen baseline. */
function stepsPicture(outcome: CompareOutcome, words: Catalogue): Picture {
  const { cells, baselines, baseline, measure } = outcome;
  const means = cells
    .filter(({ runs }) => runs.length > 0)
    .map(({ mean }) => mean)
    .sort((a, b) => a[measure] - b[measure])
    .slice(0, LINES);
  const bars = baselines.filter(({ model }) => model === baseline.model);
  const lines = [...means, ...bars].map(({ model, perStep }: Score) => ({
    name: modelName(model, "", words),
    values: perStep.map((metrics) => metrics[measure]),
    look: bars.some((bar) => bar.model === model) ? lookOf(model, "") : cellLook(outcome, model),
  }));
  return {
    ...shared(outcome, words),
    name: "steps",
    title: words.compare.titleSteps,
    caption: fill(words.compare.captionSteps, { metric: words.metrics[measure] }),
    option: (title) => stepsChart({ unit: unitOf(outcome, words), lines }, words, title),
  };
}

/** What errors are measured in: the target's own unit, or none. */
function unitOf({ measure, target }: CompareOutcome, words: Catalogue): string {
  return measure === "rmse" ? `${words.metrics.rmse} (${target})` : words.metrics[measure];
}

function cellLook(outcome: CompareOutcome, cell: string) {
  const at = outcome.cells.findIndex((one) => one.cell === cell);
  const dash = DASHES[Math.floor(at / CELLS.length) % DASHES.length]!;
  return { color: CELLS[at % CELLS.length] ?? PALETTE.network, dash, width: 2 };
}

const colorOf = (outcome: CompareOutcome, cell: string): string => cellLook(outcome, cell).color;
