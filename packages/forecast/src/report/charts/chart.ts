import type { Outcome } from "../../contracts/index.ts";
import { type Picture, renderPicture } from "../picture.ts";
import type { Catalogue, Lang } from "../words/catalogue.ts";
import { wordsFor } from "../words/words-for.ts";
import { beyondChart } from "./beyond-chart.ts";
import type { ChartName } from "./chart-name.ts";
import { dataChart } from "./data-chart.ts";
import type { ChartOption } from "./draw.ts";
import { errorChart } from "./error-chart.ts";
import { forecastCaption, forecastChart } from "./forecast-chart.ts";
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
  return renderPicture(outcomePicture(outcome, name, wordsFor(options.lang)));
}

/** One chart of a run. */
export function outcomePicture(outcome: Outcome, name: ChartName, words: Catalogue): Picture {
  const { title, caption } = words.charts[name];
  return {
    name,
    title,
    caption: name === "forecast" ? forecastCaption(outcome, words) : caption,
    about: outcome.target,
    height: 360,
    option: (heading) => OPTIONS[name](outcome, words, heading),
    nothing: words.labels.nothingToDraw,
  };
}
