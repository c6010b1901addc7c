import type { Outcome } from "../../contracts/index.ts";
import type { Catalogue, Lang } from "../words/catalogue.ts";
import { wordsFor } from "../words/words-for.ts";
import { beyondChart } from "./beyond-chart.ts";
import type { ChartName } from "./chart-name.ts";
import { dataChart } from "./data-chart.ts";
import { type ChartOption, draw } from "./draw.ts";
import { errorChart } from "./error-chart.ts";
import { forecastChart } from "./forecast-chart.ts";
import { frameOption } from "./frame-option.ts";
import { lossChart } from "./loss-chart.ts";

const OPTIONS: Readonly<
  Record<ChartName, (outcome: Outcome, words: Catalogue, title: string) => ChartOption | undefined>
> = {
  data: dataChart,
  losses: lossChart,
  forecast: forecastChart,
  errors: errorChart,
  beyond: beyondChart,
};

/**
 * One chart of a run as an SVG document of 960 × 360 that refers to nothing outside itself. Where there is
 * nothing to draw, it says so.
 */
export function renderChart(outcome: Outcome, name: ChartName, options: { readonly lang: Lang }): string {
  const words = wordsFor(options.lang);
  return chart(outcome, name, words, words.charts[name].title, 360);
}

/** The same chart under a heading that a page has written already: it has no title and is less high for it. */
export function renderFigure(outcome: Outcome, name: ChartName, options: { readonly lang: Lang }): string {
  return chart(outcome, name, wordsFor(options.lang), "", 324);
}

function chart(outcome: Outcome, name: ChartName, words: Catalogue, title: string, height: number): string {
  const option = OPTIONS[name](outcome, words, title) ?? emptyChart(title, words);
  return draw(option, height, `${words.charts[name].title}: ${outcome.target}`);
}

function emptyChart(title: string, words: Catalogue): ChartOption {
  return frameOption({ title, unit: words.labels.nothingToDraw, xAxis: { show: false }, series: [], legend: [] });
}
