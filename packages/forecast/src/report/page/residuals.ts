import type { Outcome, WindowForecasts } from "../../contracts/index.ts";
import { diagnoseResiduals, type ResidualDiagnosis } from "../../diagnose/index.ts";
import { correlationChart, correlationHeight } from "../charts/correlation-chart.ts";
import { histogramChart } from "../charts/histogram-chart.ts";
import { unansweredSentence } from "../diagnosis/conclusions.ts";
import { escapeHtml } from "../escape-html.ts";
import { formatNumber, formatPValue } from "../format-number.ts";
import { type Picture, renderFigure } from "../picture.ts";
import { targetValues } from "../target-values.ts";
import type { Catalogue } from "../words/catalogue.ts";
import { fill } from "../words/fill.ts";
import { bullets, section } from "./page.ts";

/** What the network left unexplained: a sentence for each test of its first step's residuals, their correlations and spread. */
export function residualsSection(outcome: Outcome, words: Catalogue): string {
  const network = outcome.test.find(({ model }) => model === outcome.model);
  const residuals = network ? firstResiduals(network, targetValues(outcome)) : new Float64Array(0);
  // Of fewer, no test has an answer.
  if (residuals.filter(Number.isFinite).length < 4) return "";
  const diagnosis = diagnoseResiduals(residuals, { season: outcome.season });
  const pictures = residualPictures(outcome.target, residuals, diagnosis, words);
  const figures = pictures.map(
    (picture) =>
      `<figure><figcaption>${escapeHtml(picture.caption)}</figcaption><div class="wide">${renderFigure(picture)}</div></figure>`,
  );
  return section(
    words.diagnosis.headingResiduals,
    [
      `<p class="hint">${escapeHtml(words.diagnosis.residualsHint)}</p>`,
      bullets(residualSentences(diagnosis, words)),
      ...figures,
    ].join("\n"),
  );
}

/** Actual minus forecast, window by window; by row where windows do not lie evenly apart, NaN where none is. */
export function firstResiduals({ origins, horizon, values }: WindowForecasts, actual: Float64Array): Float64Array {
  const residual = (window: number): number =>
    (actual[(origins[window] ?? 0) + 1] ?? Number.NaN) - (values[window * horizon] ?? Number.NaN);
  const first = origins[0] ?? 0;
  const stride = (origins[1] ?? first + 1) - first;
  if (origins.every((origin, window) => origin === first + window * stride)) {
    return Float64Array.from(origins.keys(), residual);
  }
  const byRow = new Float64Array((origins.at(-1) ?? first) - first + 1).fill(Number.NaN);
  origins.forEach((origin, window) => {
    byRow[origin - first] = residual(window);
  });
  return byRow;
}

/** One sentence each: is there pattern left, does the level stay, is it 0 on average. */
export function residualSentences({ ljungBox, adf, mean }: ResidualDiagnosis, words: Catalogue): string[] {
  const { diagnosis: say } = words;
  const white =
    ljungBox.reason === null
      ? fill(ljungBox.conclusion === "white" ? say.residualsWhite : say.residualsPattern, {
          lag: ljungBox.judgedAt,
          pValue: formatPValue(ljungBox.pValue),
        })
      : unansweredSentence("Ljung–Box", ljungBox.reason, words);
  const level =
    adf.reason === null
      ? fill(adf.conclusion === "unit_root_rejected" ? say.residualsStationary : say.residualsUnitRoot, {
          statistic: formatNumber(adf.statistic),
          pValue: formatPValue(adf.pValue),
        })
      : unansweredSentence(say.adf, adf.reason, words);
  const centre =
    mean.reason === null
      ? [
          fill(mean.conclusion === "mean_zero" ? say.residualsUnbiased : say.residualsBiased, {
            mean: formatNumber(mean.mean),
            pValue: formatPValue(mean.pValue),
          }),
        ]
      : [];
  return [white, level, ...centre];
}

function residualPictures(
  target: string,
  values: Float64Array,
  { correlogram }: ResidualDiagnosis,
  words: Catalogue,
): Picture[] {
  const { acf, counted, normal, titles } = words.pictures;
  const shared = { about: target, nothing: words.labels.nothingToDraw };
  const rows =
    correlogram.reason === null ? [{ heading: acf, values: correlogram.autocorrelations, band: correlogram.band }] : [];
  const unit = fill(words.named, { name: words.diagnosis.residual, text: target });
  return [
    {
      ...shared,
      ...titles.residual_correlations,
      name: "residual-correlations",
      height: correlationHeight(1),
      option: (title) => correlationChart(rows, words, title),
    },
    {
      ...shared,
      ...titles.histogram,
      name: "residual-histogram",
      height: 300,
      option: (title) => histogramChart({ unit, count: counted, normal, values }, title),
    },
  ];
}
