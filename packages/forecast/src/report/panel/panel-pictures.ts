import type { PanelOutcome, SeriesScore } from "../../contracts/index.ts";
import { boxChart, boxHeight } from "../charts/box-chart.ts";
import { errorChart } from "../charts/error-chart.ts";
import { lossChart } from "../charts/loss-chart.ts";
import type { Picture } from "../picture.ts";
import type { Catalogue, Lang } from "../words/catalogue.ts";
import { modelName } from "../words/model-name.ts";
import { wordsFor } from "../words/words-for.ts";
import { seriesChart } from "./series-chart.ts";

/** The pictures of a panel in the order of reading: the spread of scores, three series, errors by step, losses. */
export function panelPictures(outcome: PanelOutcome, lang: Lang): Picture[] {
  const words = wordsFor(lang);
  return [spread(outcome, words), ...examples(outcome, words), ...ofTheRun(outcome, words)];
}

function spread(outcome: PanelOutcome, words: Catalogue): Picture {
  const groups = outcome.scores.map(({ model }, m) => ({
    name: modelName(model, outcome.model, words),
    values: Float64Array.from(outcome.perSeries, ({ scores }) => scores[m]!.mase),
  }));
  const boxes = [{ heading: words.metrics.mase, groups }];
  return {
    name: "spread",
    ...words.panel.pictures.spread,
    about: outcome.target,
    height: boxHeight(boxes),
    option: (title) => boxChart(boxes, title),
    nothing: words.labels.nothingToDraw,
  };
}

/** Indices of the scored series by the network's MASE, the best first; those without one are left out. */
export function byMase(perSeries: readonly SeriesScore[]): number[] {
  const mase = (s: number) => perSeries[s]!.scores[0]!.mase;
  return perSeries
    .map((_, s) => s)
    .filter((s) => Number.isFinite(mase(s)))
    .sort((a, b) => mase(a) - mase(b) || a - b);
}

/** The series that are drawn, as indices of the scored ones. Of one or two none is shown twice. */
export function drawnSeries(
  perSeries: readonly SeriesScore[],
): { readonly name: "best" | "median" | "worst"; readonly series: number }[] {
  const ranked = byMase(perSeries);
  const places = { best: 0, median: Math.floor((ranked.length - 1) / 2), worst: ranked.length - 1 } as const;
  return (["best", "median", "worst"] as const)
    .filter((name, i, all) => ranked.length > 0 && all.findIndex((other) => places[other] === places[name]) === i)
    .map((name) => ({ name, series: ranked[places[name]]! }));
}

function examples(outcome: PanelOutcome, words: Catalogue): Picture[] {
  const models = [outcome.model, outcome.bestBaselineByMase || outcome.bestBaseline].reverse();
  return drawnSeries(outcome.perSeries).map(({ name, series }): Picture => {
    const test = outcome.test[series]!;
    const beyond = outcome.beyond.find(({ frame }) => frame.id === test.frame.id);
    const { title, caption } = words.panel.pictures[name];
    return {
      name,
      title: `${title}: ${test.frame.id}`,
      caption,
      about: outcome.target,
      height: 360,
      option: (heading) => seriesChart({ test, beyond }, { ...outcome, models }, words, heading),
      nothing: words.labels.nothingToDraw,
    };
  });
}

function ofTheRun(outcome: PanelOutcome, words: Catalogue): Picture[] {
  const shared = { about: outcome.target, height: 360, nothing: words.labels.nothingToDraw };
  return [
    {
      ...{ name: "errors", ...words.charts.errors, ...shared },
      option: (heading) => errorChart(outcome, words, heading),
    },
    {
      ...{ name: "losses", ...words.charts.losses, ...shared },
      option: (heading) => lossChart(outcome, words, heading),
    },
  ];
}
